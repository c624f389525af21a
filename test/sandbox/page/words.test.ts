import { describe, expect, it } from 'vitest'
import { pathTo, placeAt } from '../../../sandbox/page/data/address.ts'
import { allWords, directionOf, type Words } from '../../../sandbox/page/words/words.ts'

/** What each place is filled with: its name; and, where a number is asked for, five. */
const values = new Proxy({}, { get: (_, name) => (name === Symbol.toPrimitive ? () => 5 : `<${String(name)}>`) })
const said = (word: Words[keyof Words]): string => {
  if (typeof word === 'string') return word
  // A word with places takes an object, one with a count a number; each ignores what is not its own.
  return (word as (given: never) => string)(values as never)
}
const placesIn = (text: string): string[] => (text.match(/<\w+>/g) ?? []).toSorted()
const keys = Object.keys(allWords.en) as (keyof Words)[]

describe.each(['he', 'ar', 'ja'] as const)('the page’s words in %s', (language) => {
  const words = allWords[language]

  it('are there for every key, and not in English', () => {
    expect(Object.keys(words)).toEqual(keys)
    const names = new Set<keyof Words>(['saidNow', 'fileOf'])
    const same = keys.filter((key) => !names.has(key) && said(words[key]) === said(allWords.en[key]))
    expect(same).toEqual([])
  })

  it('have the same places as in English', () => {
    const other = keys.filter((key) => `${placesIn(said(words[key]))}` !== `${placesIn(said(allWords.en[key]))}`)
    expect(other).toEqual([])
  })
})

it('counts in each language’s own forms, with digits 0-9', () => {
  expect([1, 2, 3].map(allWords.he.replies)).toEqual(['תגובה אחת', 'שתי תגובות', '3 תגובות'])
  expect([2, 5, 11].map(allWords.ar.replies)).toEqual(['ردّان', '5 ردود', '11 ردًّا'])
  expect([1, 2].map(allWords.en.replies)).toEqual(['1 reply', '2 replies'])
})

it('mirrors the page for what is written from right to left', () => {
  expect((['en', 'he', 'ar', 'ja'] as const).map(directionOf)).toEqual(['ltr', 'rtl', 'rtl', 'ltr'])
})

describe('an address', () => {
  const base = 'http://localhost:4010/'
  const place = { channel: 'C0GENERAL', message: '1795337931.000100', thread: '1795337900.000000' }

  it('of a place leads to that place', () => {
    expect(placeAt(pathTo(place), base)).toEqual(place)
    expect(placeAt(pathTo({ channel: 'C0GENERAL' }), base)).toEqual({ channel: 'C0GENERAL' })
  })

  it('that Slack made for a message of the workspace leads to it here', () => {
    const slack = 'https://stanch-local.slack.com/archives/C0GENERAL/p1795337931000100'
    expect(placeAt(slack, base)).toEqual({ channel: 'C0GENERAL', message: '1795337931.000100' })
  })

  it('of anywhere else leads nowhere', () => {
    expect(placeAt('https://example.com/archives/C0GENERAL', base)).toBeUndefined()
    expect(placeAt('http://localhost:4010/files/F1/log.txt', base)).toBeUndefined()
  })
})
