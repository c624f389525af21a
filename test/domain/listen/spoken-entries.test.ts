import { describe, expect, it } from 'vitest'
import { listen } from '../../../src/domain/listen.ts'

function entry(text: string, at: string, timeZone = 'UTC'): string[] {
  return listen({ text, by: 'U1', at: Date.parse(at), timeZone }).map((finding) =>
    finding.kind === 'entry-spoken' ? `${new Date(finding.at).toISOString()} ${finding.text}` : finding.kind,
  )
}

describe('a line that begins with "timeline:"', () => {
  it.each([
    ['timeline: failed over', 'failed over'],
    ['Timeline : *failed over*', 'failed over*'],
    ['*timeline:* failed over', 'failed over'],
    ['ציר זמן: עברנו לגיבוי', 'עברנו לגיבוי'],
    ['الخط الزمني: حولنا الحركة', 'حولنا الحركة'],
    ['タイムライン：切り替えました', '切り替えました'],
  ])('%s', (line, text) => {
    expect(entry(line, '2026-03-03T12:00:00Z')).toEqual([`2026-03-03T12:00:00.000Z ${text}`])
  })

  it('is an entry whatever its words say, a question too', () => {
    expect(entry('timeline: who restarted it?', '2026-03-03T12:00:00Z')).toEqual([
      '2026-03-03T12:00:00.000Z who restarted it?',
    ])
  })

  it('is none with nothing behind it, in a quotation or in code', () => {
    expect(entry('timeline:', '2026-03-03T12:00:00Z')).toEqual([])
    expect(entry('> timeline: failed over', '2026-03-03T12:00:00Z')).toEqual([])
    expect(entry('```\n[11:50] failed over\n```', '2026-03-03T12:00:00Z')).toEqual([])
  })

  it('may carry its time', () => {
    expect(entry('timeline: [11:50] failed over', '2026-03-03T12:00:00Z')).toEqual([
      '2026-03-03T11:50:00.000Z failed over',
    ])
  })
})

describe('a clock time in brackets', () => {
  it.each([
    ['[14:05] rolled back', '2026-03-03T12:05:00.000Z rolled back'],
    ['- [14:05] rolled back', '2026-03-03T12:05:00.000Z rolled back'],
    ['[2:05 pm] rolled back', '2026-03-03T12:05:00.000Z rolled back'],
    ['[14:05:30] rolled back', '2026-03-03T12:05:30.000Z rolled back'],
    ['［14:05］ロールバック', '2026-03-03T12:05:00.000Z ロールバック'],
    ['[14時05分] ロールバック', '2026-03-03T12:05:00.000Z ロールバック'],
    ['[١٤:٠٥] عملنا rollback', '2026-03-03T12:05:00.000Z عملنا rollback'],
    ['[12:05 UTC] rolled back', '2026-03-03T12:05:00.000Z rolled back'],
    ['[2026-03-02 14:05] rolled back', '2026-03-02T12:05:00.000Z rolled back'],
  ])('is read in the zone of who says it: %s', (line, expected) => {
    expect(entry(line, '2026-03-03T12:30:00Z', 'Asia/Jerusalem')).toEqual([expected])
  })

  it('is never a time to come: before midnight said after midnight is yesterday', () => {
    expect(entry('[23:50] paged', '2026-03-03T22:10:00Z', 'Asia/Jerusalem')).toEqual(['2026-03-03T21:50:00.000Z paged'])
    expect(entry('[14:40] paged', '2026-03-03T12:30:00Z', 'Asia/Jerusalem')).toEqual(['2026-03-02T12:40:00.000Z paged'])
  })

  it('a few minutes ahead is a clock that runs fast: the time of the message', () => {
    expect(entry('[14:33] paged', '2026-03-03T12:30:00Z', 'Asia/Jerusalem')).toEqual(['2026-03-03T12:30:00.000Z paged'])
    expect(entry('[00:02] paged', '2026-03-03T21:59:00Z', 'Asia/Jerusalem')).toEqual(['2026-03-03T21:59:00.000Z paged'])
  })

  it('in the hour that autumn repeats is the later one that has been', () => {
    // New York sets its clocks back at 06:00 UTC on 1 November 2026: 01:30 is at 05:30 and at 06:30 UTC.
    expect(entry('[1:30 am] paged', '2026-11-01T05:45:00Z', 'America/New_York')).toEqual([
      '2026-11-01T05:30:00.000Z paged',
    ])
    expect(entry('[1:30 am] paged', '2026-11-01T07:00:00Z', 'America/New_York')).toEqual([
      '2026-11-01T06:30:00.000Z paged',
    ])
  })

  it('in the hour that spring leaves out is near, not a day away', () => {
    // New York goes from 02:00 to 03:00 at 07:00 UTC on 8 March 2026.
    expect(entry('[2:30 am] paged', '2026-03-08T07:40:00Z', 'America/New_York')).toEqual([
      '2026-03-08T07:30:00.000Z paged',
    ])
  })

  it('that is no time is no entry', () => {
    expect(entry('[25:00] hello', '2026-03-03T12:00:00Z')).toEqual([])
    expect(entry('[13:05 pm] hello', '2026-03-03T12:00:00Z')).toEqual([])
    expect(entry('[14:05]', '2026-03-03T15:00:00Z')).toEqual([])
    expect(entry('the [14:05] graph', '2026-03-03T15:00:00Z')).toEqual([])
  })

  it('in an unknown zone is UTC', () => {
    expect(entry('[14:05] paged', '2026-03-03T15:00:00Z', 'Middle/Earth')).toEqual(['2026-03-03T14:05:00.000Z paged'])
  })
})
