import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listen } from '../../../src/domain/listen.ts'
import { saidInArabic } from './said-ar.ts'
import { saidInEnglish } from './said-en.ts'
import { saidInHebrew } from './said-he.ts'
import { saidInJapanese } from './said-ja.ts'
import { heard, inShort, THEN } from './said.ts'

const languages = [
  ['English', saidInEnglish],
  ['Hebrew', saidInHebrew],
  ['Arabic', saidInArabic],
  ['Japanese', saidInJapanese],
] as const

describe.each(languages)('in %s', (_language, said) => {
  it.each(said.roles)('%s', (sentence, roles) => {
    expect(inShort(heard(sentence))).toBe(roles)
  })

  it.each(said.turns)('%s', (sentence, what) => {
    expect(inShort(heard(sentence))).toBe(what)
    expect(heard(sentence)).toMatchObject([{ kind: 'turning-point', text: sentence }])
  })

  it.each(said.silent)('hears nothing in: %s', (sentence) => {
    expect(heard(sentence)).toEqual([])
  })

  const claims = said.roles.map(([sentence]) => sentence)
  const turns = said.turns.map(([sentence]) => sentence)

  it.each(claims)('assigns nobody once it is asked: %s', (claim) => {
    expect(heard(`${claim}?`)).toEqual([])
    expect(heard(`${claim}؟`)).toEqual([])
    expect(heard(`${claim}？`)).toEqual([])
  })

  it.each([...claims, ...turns])('hears nothing once it is quoted: %s', (sentence) => {
    expect(heard(`> ${sentence}`)).toEqual([])
    expect(heard(`&gt; ${sentence}`)).toEqual([])
    expect(heard(`“${sentence}”`)).toEqual([])
    expect(heard(`「${sentence}」`)).toEqual([])
    expect(heard(`\`\`\`\n${sentence}\n\`\`\``)).toEqual([])
    expect(heard(`~${sentence}~`)).toEqual([])
  })

  it.each(claims)('assigns nobody when the next words take it back: %s', (claim) => {
    expect(heard(`${claim}. Just kidding`).filter((finding) => finding.kind !== 'turning-point')).toEqual([])
  })
})

describe('a message of several lines', () => {
  it('is judged line by line and sentence by sentence', () => {
    const text = "ugh, this is not right\nrolling back. I'll take comms!\n> I'm IC\nwho's scribe?"
    expect(inShort(heard(text))).toBe('rollback, comms U1')
  })

  it('gives each finding the sentence as it was typed', () => {
    expect(heard('• ok. restarted `api-7`, *all* of it :fire:')).toEqual([
      { kind: 'turning-point', what: 'mitigation', text: 'restarted `api-7`, *all* of it :fire:' },
    ])
  })

  it('mixes languages', () => {
    expect(inShort(heard('עשינו rollback, all green'))).toBe('rollback')
    expect(inShort(heard('私がICです。rolled back'))).toBe('lead U1, rollback')
  })
})

describe('a denial, a plan or a doubt before it', () => {
  it.each(saidInEnglish.turns.filter(([sentence]) => !sentence.includes(',')))('takes back: %s', (sentence) => {
    expect(heard(`if ${sentence}`)).toEqual([])
    expect(heard(`she said ${sentence}`)).toEqual([])
    expect(heard(`no idea whether ${sentence}`)).toEqual([])
    expect(heard(`${sentence}?`)).toEqual([])
  })
})

describe('any text at all', () => {
  const words = languages.flatMap(([, said]) => [...said.roles, ...said.turns].flatMap(([text]) => text.split(' ')))
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 5_000 }),
    fc.string({ unit: 'grapheme', maxLength: 500 }),
    fc
      .array(fc.constantFrom(...words, '?', ',', '\n', '`', '"', '<@U9>', '[14:05]', '[99:99]'), { maxLength: 300 })
      .map((parts) => parts.join(' ')),
    fc.constantFrom(
      'a'.repeat(40_000),
      'error '.repeat(8_000),
      '"'.repeat(5_000),
      '[14:05] '.repeat(900),
      'no '.repeat(3_000),
      '<@U1>'.repeat(2_000),
      'を'.repeat(5_000),
      'seeing '.repeat(2_000),
    ),
  )

  it('is heard without a fault and in little time', () => {
    fc.assert(
      fc.property(
        anything,
        fc.integer({ min: 0, max: 4_102_444_800_000 }),
        fc.constantFrom('UTC', 'Asia/Jerusalem', '', 'No/Zone'),
        (text, at, timeZone) => {
          const from = performance.now()
          const findings = listen({ text, by: 'U1', at, timeZone })
          expect(performance.now() - from).toBeLessThan(1_000)
          for (const finding of findings) {
            if (finding.kind === 'entry-spoken') expect(finding.at).toBeLessThanOrEqual(at)
            else if (finding.kind !== 'turning-point') expect(finding.who).not.toBe('')
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('says the same whatever surrounds the line', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...saidInEnglish.roles),
        fc.constantFrom('', '\n', '  ', '\nlol', '\nok'),
        ([sentence, roles], tail) => {
          expect(inShort(listen({ text: `${sentence}${tail}`, by: 'U1', at: THEN, timeZone: 'UTC' }))).toBe(roles)
        },
      ),
    )
  })
})
