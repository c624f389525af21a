import { expect } from 'vitest'
import { checkMessage } from '../../../sandbox/block-kit/check.ts'
import { drawMessage } from '../../../sandbox/draw.ts'
import type { MessageView } from '../../../src/slack/views/message.ts'
import { charactersIn, limits } from '../../../src/slack/limits.ts'
import { type Language, type T, languages, textIn } from '../../../src/text/text.ts'

const names: Readonly<Record<string, string>> = { U0DANA: 'dana', U0NOA: 'noa', U0KENJI: 'kenji' }

/** A message as a person sees it, and below a line what a notification or a screen reader has of it. */
export const seen = (view: MessageView): string =>
  [
    drawMessage(view, { names: (id) => names[id] ?? id, width: 100 }),
    '---',
    drawMessage({ text: view.text }, { names: (id) => names[id] ?? id, width: 100 }),
  ].join('\n')

/** Each language with its voice. */
export const voices: readonly (readonly [Language, T])[] = languages.map((language) => [language, textIn(language)])

/** Whether Slack would take it, now and when it is edited later. */
export const expectTaken = (view: MessageView): void => {
  expect(checkMessage({ text: view.text, blocks: view.blocks })).toEqual([])
  expect(view.text).not.toBe('')
  expect(view.text.length).toBeLessThanOrEqual(limits.messageText)
  expect(charactersIn(view.blocks)).toBeLessThanOrEqual(limits.messageCharacters)
}

/** Every mrkdwn string of a message, its text included. Fails where one is not verbatim. */
export const mrkdwnOf = (view: MessageView): string[] => [view.text, ...collect(view.blocks)]

const collect = (held: unknown): string[] => {
  if (Array.isArray(held)) return held.flatMap(collect)
  if (typeof held !== 'object' || held === null) return []
  if ('type' in held && held.type === 'mrkdwn' && 'text' in held) {
    expect(held).toMatchObject({ verbatim: true })
    return [String(held.text)]
  }
  return Object.values(held).flatMap(collect)
}

/** Whom Slack would notify: ids of people, and broadcasts by name. */
export const mentioned = (view: MessageView): Set<string> =>
  new Set(
    mrkdwnOf(view).flatMap((text) =>
      [...text.matchAll(/<(?:@(\w+)|!(?!date\^)([^>]*))[^>]*>/g)].map(([, user, broadcast]) => user ?? broadcast ?? ''),
    ),
  )
