import { describe, expect, it } from 'vitest'
import { drawerWords } from '../../../sandbox/page/drawer/words.ts'
import { guideWords } from '../../../sandbox/page/guide/words.ts'

const others = ['he', 'ar', 'ja'] as const

/** What a catalogue says under each key; of a sentence with places, which values it puts in. */
const told = (words: object): [key: string, said: string][] =>
  Object.entries(words).flatMap(([key, said]: [string, unknown]): [string, string][] => {
    if (typeof said === 'string') return [[key, said]]
    if (typeof said === 'function') return [[key, placesIn(said)]]
    return told(Object(said)).map(([inner, text]) => [`${key}.${inner}`, text])
  })

const placesIn = (sentence: Function): string => {
  const values = new Proxy({}, { get: (_values, name) => `<${String(name)}>` })
  return (String(sentence(values)).match(/<\w+>/g) ?? []).toSorted().join(' ')
}

const isSentence = (said: string): boolean => !/^<|^$/.test(said)

const shape = (words: object) => told(words).map(([key, said]) => (isSentence(said) ? key : `${key} ${said}`))

describe.each([
  ['guide', guideWords],
  ['drawer', drawerWords],
])('the words of the %s', (_name, catalogues) => {
  it.each(others)('have the same keys and the same places in %s as in English', (language) => {
    expect(shape(catalogues[language])).toEqual(shape(catalogues.en))
  })

  it.each(others)('leave nothing in English in %s', (language) => {
    const english = new Map(told(catalogues.en))
    const same = told(catalogues[language]).filter(
      ([key, said]) => isSentence(said) && /\p{L}/u.test(said) && said === english.get(key),
    )
    expect(same).toEqual([])
  })
})
