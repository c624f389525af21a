import { describe, expect, it } from 'vitest'
import { firstToldAt } from '../../src/app/public-word.ts'
import { boardOf, historyDays } from '../../src/status-page/board.ts'
import { readerOf } from '../../src/status-page/page.ts'
import { frontPage, historyPage, incidentPage } from '../../src/status-page/pages.ts'
import { clientOf } from '../../src/status-page/client.ts'
import { languageAsked } from '../../src/status-page/reader-language.ts'
import { routeOf } from '../../src/status-page/links.ts'
import { throttle } from '../../src/status-page/throttle.ts'
import type { PublicIncident } from '../../src/app/public-word.ts'
import type { Language } from '../../src/text/text.ts'
import { day, going, minute, noon, over, site, word } from './published.ts'

const standing = { staleSince: undefined, now: noon }

const front = (incidents: readonly PublicIncident[], language: Language = 'en', now = noon) =>
  frontPage(boardOf(incidents, now, 'UTC'), { staleSince: undefined, now }, readerOf(language, false, site))

/** What a person reads: without tags, style and isolates. */
const read = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<\/?(time|span|a)\b[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\u2066-\u2069\u200f]/g, '')
    .replace(/\s+/g, ' ')

describe('the front page', () => {
  it('says that nothing is known while nothing ever was', () => {
    expect(read(front([]))).toContain('No known problems.')
  })

  it('says since when there is no known trouble', () => {
    expect(read(front([over(3, 'b')]))).toContain('No known problems since Feb 27, 2026, 13:00 UTC.')
  })

  it.each([
    ['en', 'First reported Mar 2, 2026, 12:00 UTC', 'First reported Feb 27, 2026, 12:00 UTC; over 1 h later'],
    ['he', 'דווח לראשונה: 2 במרץ 2026, 12:00', 'הסתיים כעבור שעה'],
    ['ar', 'أول إبلاغ: 2 مارس 2026، 12:00', 'وأعلن انتهاؤها بعد ساعة'],
    ['ja', '初報：2026年3月2日 12:00', '1時間後に終了を案内'],
  ] as const)('does not give the first word to customers for the beginning, in %s', (language, goesOn, isOver) => {
    const text = read(front([going(), over(3, 'b')], language))
    expect(text).toContain(goesOn)
    expect(text).toContain(isOver)
  })

  it('tells what goes on, its newest word first, and by when there is more', () => {
    const later = word({
      id: 'u2',
      at: noon + 10 * minute,
      stage: 'identified',
      texts: {
        en: { title: 'Checkout fails', body: 'A release is being taken back.\n\nUse https://pay.acme.test/old.' },
      },
      nextUpdateDue: noon + 40 * minute,
    })
    const html = front([going(word(), later)], 'en', noon + 11 * minute)
    const text = read(html)
    expect(text).toMatch(/There is a problem.*Checkout fails.*Next update by Mar 2, 2026, 12:40 UTC/)
    expect(text).toMatch(/Cause identified.*taken back.*Investigating.*Payments fail/)
    expect(html).toContain(
      '<a href="https://pay.acme.test/old" rel="nofollow noreferrer">https://pay.acme.test/old</a>.',
    )
  })

  it('admits that a promised update is late', () => {
    expect(read(front([going()], 'en', noon + 31 * minute))).toContain('was due at Mar 2, 2026, 12:30 UTC. It is late.')
    expect(read(front([going()], 'en', noon + 29 * minute))).toContain('Next update by')
  })

  it('keeps ninety days, and draws quiet days together', () => {
    const { history: pages } = boardOf([over(0, 'a'), over(10, 'b'), over(89, 'c'), over(90, 'd')], noon, 'UTC')
    const history = pages.flat()
    expect(history.map(({ incidents }) => incidents.map(({ address }) => address))).toEqual([
      ['a'],
      [],
      ['b'],
      [],
      ['c'],
    ])
    const days = history.reduce((sum, { from, to }) => sum + (to - from) / day + 1, 0)
    expect(days).toBe(historyDays)
  })

  it('goes back through a full history in pages of whole days, and loses nothing of it', () => {
    const incidents = Array.from({ length: 400 }, (_, nth) => over(nth % 90, `n${nth}`))
    const board = boardOf(incidents, noon, 'UTC')
    const shown = board.history.map(
      (_, index) => historyPage(board, index + 1, standing, readerOf('he', true, site)) ?? '',
    )
    expect(board.history.length).toBeGreaterThan(4)
    const linked = shown.flatMap((html) => [...html.matchAll(/incidents\/(n\d+)"/g)].map(([, address]) => address))
    expect([linked.length, new Set(linked).size]).toEqual([400, 400])
    expect(shown[1]).toMatch(/rel="prev" href="\/he\/">.*rel="next" href="\/he\/history\/3"/s)
    expect(shown.at(-1)).not.toContain('rel="next"')
    expect(historyPage(board, shown.length + 1, standing, readerOf('he', true, site))).toBeUndefined()
    expect(routeOf('he/history/3')?.place).toEqual({ at: 'history', page: 3 })
    expect(front([over(3, 'b')])).not.toContain('rel="next"')
  })

  it('counts days where its readers live', () => {
    const late = going(word({ at: Date.UTC(2026, 2, 1, 23, 30) }))
    expect(boardOf([late], noon, 'UTC').history[0]?.[1]?.incidents).toEqual([late])
    expect(boardOf([late], noon, 'Asia/Jerusalem').history[0]?.[0]?.incidents).toEqual([late])
    expect(firstToldAt(late)).toBeLessThan(noon)
  })
})

describe('in the reader’s language', () => {
  const inTwo = going(
    word({
      texts: {
        en: { title: 'Checkout fails', body: 'Payments fail.' },
        he: { title: 'הקופה נכשלת', body: 'התשלומים נכשלים.' },
      },
    }),
  )

  it('runs from right to left in Hebrew and Arabic', () => {
    expect(front([inTwo], 'he')).toContain('<html lang="he" dir="rtl">')
    expect(front([inTwo], 'he')).toContain('<div lang="he" dir="rtl"><p>התשלומים נכשלים.</p></div>')
  })

  it('falls back to a language that the text exists in, marks it and says so', () => {
    const html = front([inTwo], 'ar')
    expect(html).toContain('<html lang="ar" dir="rtl">')
    expect(html).toContain('<div lang="en" dir="ltr"><p>Payments fail.</p></div>')
    expect(read(html)).toContain('هذا النص متاح بهذه اللغة فقط: English')
  })

  it('has the title in the reader’s language too, if it was ever told in it', () => {
    const [begun] = inTwo.words
    const later = going(...(begun === undefined ? [] : [begun]), word({ id: 'u2', at: noon + minute }))
    expect(front([later], 'he')).toContain('<span lang="he" dir="rtl">הקופה נכשלת</span>')
    expect(front([later], 'en')).toContain('<span lang="en" dir="ltr">Checkout fails</span>')
  })

  it.each<[string | undefined, Language]>([
    [undefined, 'ja'],
    ['', 'ja'],
    ['fr, de;q=0.9', 'ja'],
    ['fr, en-GB;q=0.5, he;q=0.8', 'he'],
    ['iw-IL', 'he'],
    ['en;q=0, ar;q=0.1', 'ar'],
    ['he;q=0.5, en;q=0.5', 'he'],
    ['*', 'ja'],
    ['en;q=2, ar', 'ar'],
    [`${'xx,'.repeat(5_000)}en`, 'ja'],
  ])('reads Accept-Language: %s', (header, language) => {
    expect(languageAsked(header, 'ja')).toBe(language)
  })

  it('keeps the language in every link, once it was chosen', () => {
    const html = incidentPage(inTwo, { staleSince: undefined, now: noon }, readerOf('he', true, site))
    const inside = [...html.matchAll(/href="(\/[^"]*)"/g)]
      .map(([, href]) => href)
      .filter((href) => !href?.startsWith('/language/'))
    expect(inside.length).toBeGreaterThan(3)
    expect(inside.every((href) => href?.startsWith('/he/'))).toBe(true)
    expect(html).toContain('href="/language/ja/incidents/aaaaaaaaaaaaaaaaaaaa"')
  })

  it('knows its own paths and no others', () => {
    expect(routeOf('he/incidents/abc')).toEqual({
      place: { at: 'incident', address: 'abc' },
      language: 'he',
      choose: false,
    })
    expect(routeOf('language/ar/')).toEqual({ place: { at: 'front' }, language: 'ar', choose: true })
    for (const path of [
      'language/',
      'language/fr/',
      'incidents/',
      'incidents/../x',
      'confirm/',
      'fr/',
      'history/0',
      'history/1',
      'history/9999',
      'he/he/',
      'x',
    ]) {
      expect(routeOf(path)).toBeUndefined()
    }
  })
})

/** Who asks, from this address, with this header. */
const from = (remoteAddress: string, forwarded?: string) =>
  clientOf({
    socket: { remoteAddress },
    headers: { ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }) },
  })

describe('a client that asks too often', () => {
  it('waits as long as it is told, and no longer', () => {
    let now = 0
    const take = throttle({ burst: 2, perSecond: 0.5 }, () => now)
    expect([take('a'), take('a'), take('a'), take('b')]).toEqual([0, 0, 2, 0])
    now = 2_000
    expect(take('a')).toBe(0)
  })

  it('is told apart from others behind the same proxy, and cannot hide from the world', () => {
    expect(from('::ffff:10.0.0.3', '6.6.6.6, 203.0.113.9')).toBe('203.0.113.9')
    expect(from('203.0.113.9', '1.2.3.4')).toBe('203.0.113.9')
    expect(from('127.0.0.1', 'nonsense')).toBe('127.0.0.1')
    expect(from('2001:db8:1:2::7')).toBe(from('2001:db8:1:2:ffff::1'))
    expect(from('2001:db8:1:2::7')).not.toBe(from('2001:db8:1:3::7'))
  })
})
