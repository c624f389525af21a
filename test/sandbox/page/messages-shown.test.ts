import { describe, expect, it } from 'vitest'
import type { SeenMessage } from '../../../sandbox/page/answers.ts'
import { rowsOf } from '../../../sandbox/page/data/grouping.ts'
import { merged, type Run, withChanges, withNewer, withOlder } from '../../../sandbox/page/data/run.ts'

const noon = Date.UTC(2026, 10, 22, 12) / 1000

/** The nth message of a channel, a minute after the one before. */
const message = (nth: number, more: Partial<SeenMessage> = {}): SeenMessage => ({
  ts: `${noon + nth * 60}.000000`,
  user: 'U0ANN',
  text: `message ${nth}`,
  isPinned: false,
  ...more,
})
const messages = (from: number, to: number) => Array.from({ length: to - from }, (_, nth) => message(from + nth))
const run = (from: number, to: number, more: Partial<Run> = {}): Run => ({
  channel: 'C1',
  messages: messages(from, to),
  hasOlder: from > 0,
  hasNewer: false,
  ...more,
})

describe('the part of a channel that is loaded', () => {
  it('takes new messages at its end, changed ones in their place, and lets deleted ones go', () => {
    const edited = message(3, { text: 'edited' })
    const after = withChanges(run(0, 5), [message(5), edited], [message(1).ts])
    expect(after.messages.map(({ text }) => text)).toEqual([
      'message 0',
      'message 2',
      'edited',
      'message 4',
      'message 5',
    ])
  })

  it('takes nothing from beyond its ends, where there is more to load', () => {
    const after = withChanges(run(10, 12, { hasNewer: true }), [message(2), message(40)], [])
    expect(after.messages).toEqual(messages(10, 12))
  })

  it('leaves replies to their thread, but those that stand in the channel as well', () => {
    const reply = message(6, { thread_ts: message(0).ts })
    const shown = message(7, { thread_ts: message(0).ts, subtype: 'thread_broadcast' })
    expect(withChanges(run(0, 2), [reply, shown], []).messages).toEqual([...messages(0, 2), shown])
  })

  it('drops its far end when it grows long, and knows that there is more of it', () => {
    const up = withOlder(run(100, 290), { messages: messages(50, 100), hasOlder: true, hasNewer: true })
    expect([up.messages.length, up.messages[0]?.text, up.hasNewer]).toEqual([200, 'message 50', true])
    const down = withNewer(up, { messages: messages(249, 300), hasOlder: true, hasNewer: false })
    expect([down.messages.length, down.messages.at(-1)?.text]).toEqual([200, 'message 299'])
    expect([down.hasOlder, down.hasNewer]).toEqual([true, false])
  })

  it('is the same list where nothing has changed, so that nothing is drawn again', () => {
    const before = messages(0, 3)
    expect(merged(before, [], [])).toBe(before)
  })
})

describe('the rows of a channel', () => {
  const how = { timeZone: 'UTC', readTo: undefined, reader: 'U0NOA' }
  const shape = (list: readonly SeenMessage[], more: Partial<Parameters<typeof rowsOf>[1]> = {}) =>
    rowsOf(list, { ...how, ...more }).map((row) =>
      row.kind === 'message' ? `${row.message.text}${row.isContinued ? ', continued' : ''}` : row.kind,
    )

  it('name the author once for what is said in one go', () => {
    const list = [message(0), message(1), message(2, { user: 'U0NOA' }), message(9, { user: 'U0NOA' })]
    expect(shape(list)).toEqual(['day', 'message 0', 'message 1, continued', 'message 2', 'message 9'])
  })

  it('begin a day by the reader’s clock', () => {
    const list = [message(0), message(8 * 60)]
    expect(shape(list)).toEqual(['day', 'message 0', 'message 480'])
    expect(shape(list, { timeZone: 'Asia/Tokyo' })).toEqual(['day', 'message 0', 'day', 'message 480'])
  })

  it('draw the unread line before the first message of somebody else that is not read', () => {
    const list = [message(0), message(1, { user: 'U0NOA' }), message(2), message(3)]
    const shown = shape(list, { readTo: message(0).ts })
    expect(shown).toEqual(['day', 'message 0', 'message 1', 'unread', 'message 2', 'message 3, continued'])
  })

  it('draw no unread line where all is read', () => {
    expect(shape([message(0)], { readTo: message(0).ts })).toEqual(['day', 'message 0'])
  })
})
