import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstWord, fold, ledBy, nearest, personIn, unquoted, wordTable } from '../../src/slack/slash.ts'
import {
  asksForNone,
  doneNumber,
  incidentNumber,
  languageWished,
  roleWished,
  severityAt,
  severityMeant,
  statusMeant,
} from '../../src/slack/slash-words.ts'

const marks = fc.constantFrom('', '\u200f', '\u200e', '\u2067', '\u202b')
const space = fc.constantFrom(' ', '  ', '\u00a0', '\u3000', '\u202f', '\t')

describe('a severity in front of a title', () => {
  it.each([
    ['sev1 Checkout is down', 'sev1', 'Checkout is down'],
    ['SEV-2: Checkout is down', 'sev2', 'Checkout is down'],
    ['sev 1 Checkout', 'sev1', 'Checkout'],
    ['p1 Checkout', 'sev1', 'Checkout'],
    ['Sev١ الدفع لا يعمل', 'sev1', 'الدفع لا يعمل'],
    ['ｓｅｖ３　決済', 'sev3', '決済'],
    ['重大度2 決済ができない', 'sev2', '決済ができない'],
    ['חומרה 1 אי אפשר לשלם', 'sev1', 'אי אפשר לשלם'],
    ['\u200fsev4\u00a0Logs are late', 'sev4', 'Logs are late'],
    ['sev2', 'sev2', ''],
  ])('is read from %j', (typed, severity, rest) => {
    expect(severityAt(typed)).toEqual({ found: severity, rest })
  })

  it.each([
    'severe latency on checkout',
    '3 nodes are down',
    'Checkout is down',
    'sevilla office offline',
    '',
    'p99 is high…'.slice(4),
  ])('is not seen in %j', (typed) => {
    expect(severityAt(typed)).toBeUndefined()
  })

  it.each(['sev0 x', 'sev5 x', 'sev 9 x', 'SEV-12 x'])('is known to be none of ours in %j', (typed) => {
    expect(severityAt(typed)?.found).toHaveProperty('unknown')
  })

  it('may be a bare number where nothing else is meant', () => {
    expect(severityMeant('2')).toBe('sev2')
    expect(severityMeant('critical')).toEqual({ unknown: 'critical' })
  })
})

describe('statuses', () => {
  it.each([
    ['monitoring', 'monitoring'],
    ['Identified.', 'identified'],
    ['בבדיקה', 'investigating'],
    ['הסיבה אותרה', 'identified'],
    ['قيد التحقيق', 'investigating'],
    ['تحت المراقبة', 'monitoring'],
    ['調査中', 'investigating'],
    ['解決済み', 'resolved'],
    ['false alarm', 'cancelled'],
    ['fixed', 'resolved'],
  ])('are understood in every language: %j', (typed, status) => {
    expect(statusMeant(typed)).toBe(status)
  })

  it('are not guessed', () => {
    expect(statusMeant('banana')).toBeUndefined()
  })
})

describe('roles', () => {
  it.each([
    ['comms', 'comms', false],
    ['take the comms', undefined, false],
    ['take comms', 'comms', false],
    ['comms me', 'comms', false],
    ['release scribe', 'scribe', true],
    ['scribe release', 'scribe', true],
    ['incident commander', 'lead', false],
    ['IC', 'lead', false],
    ['ניהול האירוע', 'lead', false],
    ['التوثيق', 'scribe', false],
    ['連絡', 'comms', false],
    ['', undefined, false],
  ])('are understood in every language: %j', (typed, role, release) => {
    expect(roleWished(typed)).toMatchObject({ role, release })
  })
})

describe('people', () => {
  it('come as Slack’s tokens, wherever they stand', () => {
    expect(personIn('comms <@U1|noa>')).toEqual({ found: { id: 'U1' }, rest: 'comms' })
    expect(personIn('<@W2> comms')).toEqual({ found: { id: 'W2' }, rest: 'comms' })
    expect(personIn('write it down <@U1|noa> soon')).toEqual({ found: { id: 'U1' }, rest: 'write it down soon' })
  })

  it('may be typed as names, but an address is no person', () => {
    expect(personIn('comms @noa.')).toEqual({ found: { name: 'noa' }, rest: 'comms' })
    expect(personIn('mail noa@example.com')).toBeUndefined()
  })
})

describe('other words', () => {
  it('numbers a follow-up that is done', () => {
    expect([doneNumber('done 2'), doneNumber('בוצע 3'), doneNumber('完了 １'), doneNumber('done')]).toEqual([
      2,
      3,
      1,
      undefined,
    ])
    expect(doneNumber('doneness of 2 pies')).toBeUndefined()
  })

  it('number an incident, with nothing beside it', () => {
    for (const typed of [
      'INC-12',
      'inc 12',
      '#12',
      '12',
      '\u2068INC-12\u2069',
      'INC-0012',
      'ＩＮＣ－１２',
      'INC-١٢',
      '“12”.',
    ]) {
      expect(incidentNumber(typed), typed).toBe(12)
    }
    for (const typed of ['', 'INC', 'INC-', '1 2', '12 or 13', 'INC-12a', 'x12', '1.2', '1234567890', '-']) {
      expect(incidentNumber(typed), typed).toBeUndefined()
    }
  })

  it('take something back, where nothing stands beside them', () => {
    expect(['off', 'Off.', 'ביטול', 'إلغاء', '解除'].filter(asksForNone)).toHaveLength(5)
    expect(['off INC-12', 'offline', '', 'INC-12'].filter(asksForNone)).toEqual([])
  })

  it('names a language for oneself or for the channel', () => {
    expect(languageWished('he')).toEqual({ forChannel: false, language: 'he' })
    expect(languageWished('channel العربية')).toEqual({ forChannel: true, language: 'ar' })
    expect(languageWished('日本語')).toEqual({ forChannel: false, language: 'ja' })
    expect(languageWished('fr')).toEqual({ forChannel: false, language: undefined })
  })

  it('takes the longest name of a table', () => {
    const table = wordTable([
      ['short', 'follow'],
      ['long', 'follow up'],
    ])
    expect(ledBy('Follow  Up the log', table)).toEqual({ found: 'long', rest: 'the log' })
  })

  it('suggests what is near, and nothing where nothing is', () => {
    const known = ['severity', 'status', 'declare', 'help']
    expect(nearest('severty', known)).toEqual(['severity'])
    expect(nearest('decalre', known)).toEqual(['declare'])
    expect(nearest('sev', known)).toEqual(['severity'])
    expect(nearest('banana', known)).toEqual([])
  })

  it('takes quotes off a whole title, and leaves those inside', () => {
    expect(unquoted('“Checkout is down”')).toBe('Checkout is down')
    expect(unquoted('the "new" API')).toBe('the "new" API')
    expect(unquoted('"a" and "b"')).toBe('"a" and "b"')
  })
})

describe('whatever is typed', () => {
  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
        severityAt(typed)
        severityMeant(typed)
        statusMeant(typed)
        roleWished(typed)
        doneNumber(typed)
        incidentNumber(typed)
        asksForNone(typed)
        languageWished(typed)
        personIn(typed)
        unquoted(typed)
        nearest(typed, ['declare'])
        firstWord(typed)
      }),
    )
  })

  it('is an incident where a number is all it comes to, however it is marked, spaced or cased', () => {
    const front = fc.constantFrom('', '#', 'INC-', 'inc-', 'Inc ', 'INC–', 'ｉｎｃ－')
    const digits = fc.constantFrom(...['0123456789', '٠١٢٣٤٥٦٧٨٩', '０１２３４５６７８９'].map((all) => [...all]))
    fc.assert(
      fc.property(marks, front, fc.nat(999_999), digits, (mark, before, number, ten) => {
        const typed = [...String(number)].map((digit) => ten[Number(digit)]).join('')
        expect(incidentNumber(`${mark}${before}${mark}${typed}${mark}`)).toBe(number)
        expect(incidentNumber(`${before}${typed} ${typed}`)).toBeUndefined()
      }),
    )
  })

  it('is found however it is spaced, marked or cased, and the title stays as it was typed', () => {
    const title = fc.constantFrom(
      'Checkout is down',
      'אי אפשר לשלם',
      'الدفع لا يعمل',
      '決済ができない',
      '3 “nodes” of p1',
    )
    fc.assert(
      fc.property(marks, space, title, fc.boolean(), (mark, gap, words, upper) => {
        const severity = upper ? 'SEV1' : 'sev1'
        expect(severityAt(`${mark}${severity}${mark}${gap}${words}`)).toEqual({ found: 'sev1', rest: words })
      }),
    )
  })

  it('is folded once: folding again changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (word) => fold(fold(word)) === fold(word)))
  })
})
