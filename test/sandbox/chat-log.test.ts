import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseChatLog, withMentions } from '../../sandbox/chat-log.ts'
import { compare } from '../../sandbox/compare-timelines.ts'

function said(file: string): string[] {
  return parseChatLog(file).messages.map(
    ({ day, at, author, text }) => `${day} ${at} ${author}: ${text.replaceAll('\n', ' / ')}`,
  )
}

/** The ts of a moment of 3 March 2026, as an export has it. */
const tsAt = (time: string): string => `${Date.parse(`2026-03-03T${time}Z`) / 1_000}.000100`

describe('a pasted chat log', () => {
  it('copied from Slack into a Markdown quotation', () => {
    const file = `# March 3rd, 2026 checkout outage

## Timeline

All times in PST

* [08:47] The bump is merged and starts
a deploy.
* [09:12] Dana rolls back

## Appendix

### #ops chat log

>Dana [8:57 AM]  
hmm  
rolling back (edited) 
>
>deploy bot APP [9:12 AM]  
> *done*
>> so you said
>
>Omer Levi [12:03 PM]  
all good

[a link]: https://example.com`
    const log = parseChatLog(file)
    expect(said(file)).toEqual([
      '0 08:57 Dana: hmm / rolling back',
      '0 09:12 deploy bot: *done* / > so you said',
      '0 12:03 Omer Levi: all good',
    ])
    expect(log.messages.map(({ isApp }) => isApp)).toEqual([false, true, false])
    expect(log.writtenTimeline).toEqual([
      { at: '08:47', day: 0, text: 'The bump is merged and starts a deploy.' },
      { at: '09:12', day: 0, text: 'Dana rolls back' },
    ])
    expect([log.date, log.timeZone]).toEqual(['2026-03-03', 'America/Los_Angeles'])
  })

  it.each([
    [
      'name and time apart',
      'Dana  8:27 AM\nhello\nyou\n\nOmer  8:28 PM\nhi',
      ['0 08:27 Dana: hello / you', '0 20:28 Omer: hi'],
    ],
    [
      'name and time in one',
      'Dana Levi 8:27 AM\nhello\nOmer 8:29 AM\nhi',
      ['0 08:27 Dana Levi: hello', '0 08:29 Omer: hi'],
    ],
    [
      'a name, then the time',
      'Dana\n  8:27 AM\nhello\n8:28\nagain\n\nOmer\n  8:29 AM\nhi',
      ['0 08:27 Dana: hello', '0 08:28 Dana: again', '0 08:29 Omer: hi'],
    ],
    ['bold names', '**Dana** 14:05\nhello\n\n**Omer** 14:06\nhi', ['0 14:05 Dana: hello', '0 14:06 Omer: hi']],
    ['a 24-hour clock', 'Dana [14:05]\nhello\nOmer [14:06]\nhi', ['0 14:05 Dana: hello', '0 14:06 Omer: hi']],
    [
      'time before the name',
      '[08:27] Dana: hello\n[08:28] Omer: hi\nthere',
      ['0 08:27 Dana: hello', '0 08:28 Omer: hi / there'],
    ],
    ['IRC', '08:27 <dana> hello\n08:28 <@omer> hi', ['0 08:27 dana: hello', '0 08:28 omer: hi']],
    ['IRC with seconds', '[08:27:11] <+dana> hello\n[08:28:01] <omer> hi', ['0 08:27 dana: hello', '0 08:28 omer: hi']],
    [
      'dates',
      '2026-03-03 23:58:11 Dana: hello\n2026-03-04 00:03:00 Omer: hi',
      ['0 23:58 Dana: hello', '1 00:03 Omer: hi'],
    ],
    [
      'names in Hebrew and Arabic and Japanese',
      'דנה [14:05]\nשלום\nنور [14:06]\nأهلا\n田中 [14:07]\nどうも',
      ['0 14:05 דנה: שלום', '0 14:06 نور: أهلا', '0 14:07 田中: どうも'],
    ],
  ])('with %s', (_form, file, expected) => {
    expect(said(file)).toEqual(expected)
  })

  it('goes on past midnight', () => {
    expect(said('Dana [11:58 PM]\nhello\nOmer [12:03 AM]\nhi')).toEqual(['0 23:58 Dana: hello', '1 00:03 Omer: hi'])
  })

  it('keeps a quotation inside a message', () => {
    expect(said('Dana [14:05]\n> rolled back\nreally')).toEqual(['0 14:05 Dana: > rolled back / really'])
  })

  it('keeps a clock time in brackets for the message that has it', () => {
    expect(said('Dana [14:05]\n[14:01] rolled back\nOmer [14:06]\nok')).toEqual([
      '0 14:05 Dana: [14:01] rolled back',
      '0 14:06 Omer: ok',
    ])
  })

  it('exported by Slack, times in UTC, notices left out, in the order of their ts', () => {
    const file = JSON.stringify([
      { type: 'message', user: 'U2', text: 'hi', ts: tsAt('23:59:00'), thread_ts: tsAt('23:58:00') },
      { type: 'message', user: 'U1', text: 'hello', ts: tsAt('23:58:00'), thread_ts: tsAt('23:58:00') },
      {
        type: 'message',
        subtype: 'channel_join',
        user: 'U3',
        text: '<@U3> has joined the channel',
        ts: tsAt('23:58:30'),
      },
      {
        type: 'message',
        subtype: 'bot_message',
        bot_id: 'B1',
        username: 'deploys',
        text: 'done',
        ts: '1772582700.000100',
      },
    ])
    expect(said(file)).toEqual(['0 23:58 U1: hello', '0 23:59 U2: hi', '1 00:05 deploys: done'])
    expect(parseChatLog(file).messages.map(({ thread }) => thread)).toEqual([undefined, tsAt('23:58:00'), undefined])
  })

  it('without messages yields none', () => {
    expect(parseChatLog('')).toEqual({ messages: [], writtenTimeline: [], date: null, timeZone: null })
    expect(said('just some prose\nwith lines, at 14:05 or so')).toEqual([])
  })

  it('is read without a fault, whatever it is', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'Dana [14:05]',
        '> ',
        '## Timeline',
        '* [14:05] x',
        '8:27 AM',
        '[08:27] Dana: hi',
        '---',
        'Dana  8:27 AM',
      ),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        for (const message of parseChatLog(lines.join('\n')).messages) expect(message.at).toMatch(/^\d\d:\d\d$/)
      }),
    )
  })
})

describe('a written timeline', () => {
  it.each([
    ['* [14:05] Dana rolls back', '14:05 Dana rolls back'],
    ['- 2:05 PM PST: Dana rolls back', '14:05 Dana rolls back'],
    ['- 14:05 - Dana rolls back', '14:05 Dana rolls back'],
    ['14:05 Dana rolls back', '14:05 Dana rolls back'],
    ['| 14:05 | Dana rolls back |', '14:05 Dana rolls back'],
    ['- [03-26 14:05] Dana rolls back', '14:05 Dana rolls back'],
  ])('of lines like %s', (line, expected) => {
    const { writtenTimeline } = parseChatLog(`**Timeline**\n\n${line}\n\n## Next\n\n* [15:00] no entry`)
    expect(writtenTimeline.map(({ at, text }) => `${at} ${text}`)).toEqual([expected])
  })
})

describe('names', () => {
  it('become mentions, the longest first', () => {
    const ids = new Map([
      ['Ann', 'U1'],
      ['Ann Lee', 'U2'],
    ])
    expect(
      withMentions('@Ann Lee is scribe, @ann has comms, @Annette', ['Ann', 'Ann Lee'], (name) => ids.get(name) ?? null),
    ).toBe('<@U2> is scribe, <@U1> has comms, @Annette')
  })
})

describe('comparing what was found with what was written', () => {
  const written = [
    { at: '09:02', day: 0, text: 'Dana rolls back the change' },
    { at: '09:34', day: 0, text: 'Prow is confirmed to be functional' },
    { at: '10:45', day: 0, text: 'Omer deletes stray pods' },
  ]

  it('matches by time and words, and tells what is left on both sides', () => {
    const found = [
      { at: '08:57', day: 0, text: 'rolling back the change' },
      { at: '09:33', day: 0, text: 'it works again' },
      { at: '11:17', day: 0, text: 'turns out an old job ran' },
    ]
    const { hits, misses, extra } = compare(found, written)
    expect(hits.map((hit) => [hit.written.at, hit.found.at])).toEqual([
      ['09:02', '08:57'],
      ['09:34', '09:33'],
    ])
    expect(misses.map(({ at }) => at)).toEqual(['10:45'])
    expect(extra.map(({ at }) => at)).toEqual(['11:17'])
  })

  it('matches nothing far away, nor another day, nor near without a word in common', () => {
    expect(compare([{ at: '09:20', day: 0, text: 'rolling back the change' }], written).hits).toEqual([])
    expect(compare([{ at: '09:02', day: 1, text: 'rolling back the change' }], written).hits).toEqual([])
    expect(compare([{ at: '09:10', day: 0, text: 'all green' }], written).hits).toEqual([])
  })
})
