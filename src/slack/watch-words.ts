import { ledBy, wordTable } from './slash.ts'

const words = wordTable<'end' | 'back' | 'begin'>([
  [
    'end',
    'end | ended | over | done | finish | finished | stop | controlled | under control | סיום | הסתיים | הסתיימה | בשליטה | התפעול בשליטה | إنهاء | انتهت | انتهى | تحت السيطرة | التشغيل تحت السيطرة | 終了 | 完了 | 安定 | 安定運用',
  ],
  [
    'back',
    'back | it is back | came back | again | reopen | חזר | זה חזר | חזרה | عادت | عاد | عادت المشكلة | 再発 | 再発した',
  ],
  ['begin', 'begin | start | new | plan | התחלה | חדש | חדשה | بدء | جديدة | خطة جديدة | 開始 | 新規'],
])

/** What is wished with `watch`; `words`: how it is known that operation is controlled, or what came back. */
export type WatchWished = {
  readonly wish: 'end' | 'back' | 'begin' | 'how-it-stands' | 'unknown'
  readonly words: string
}

/** Reads what stands behind `watch`; nothing asks how it stands. */
export const watchWished = (text: string): WatchWished => {
  if (text.trim() === '') return { wish: 'how-it-stands', words: '' }
  const led = ledBy(text, words)
  return led === undefined ? { wish: 'unknown', words: text } : { wish: led.found, words: led.rest }
}
