import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import type { Command } from '../../src/domain/commands.ts'
import { timeline } from '../../src/domain/timeline.ts'
import { ann, at, by, hour, layla, maya, noa, omar, opened, pager, resolved, slack, ts } from './cast.ts'
import { given, type World } from './specification.ts'

/** What the timeline shows of people's messages: when, and what. */
const said = ({ events }: World) =>
  timeline(events).flatMap(({ what, at: when, suggestion }) =>
    what.is === 'said' ? [`${new Date(when).toISOString().slice(11, 16)} ${what.text}${suggestion ? ' ?' : ''}`] : [],
  )

const orders = (...commands: readonly Command[]) =>
  fc.shuffledSubarray([...commands], { minLength: commands.length, maxLength: commands.length })

describe('a message in the channel', () => {
  it('is recorded at its own time, as a sign of life, and nobody is answered', () => {
    given(...opened)
      .when(by(ann, '13:40').say('Looking at the queue'))
      .records({
        type: 'message-heard',
        message: expect.objectContaining({ text: 'Looking at the queue', entries: [] }),
      })
      .asksNothing()
      .leaves({ lastHeardAt: at('13:40'), reminders: { silence: { dueAt: at('13:40') + 2 * hour, sent: 0 } } })
  })

  it('names people as they were called then', () => {
    const { world } = given(...opened).when(by(noa).say(`timeline: <@${ann.user}> and <@U0GHOST> looked`))
    expect(world.events.at(-1)).toMatchObject({
      message: { text: 'timeline: @ann and @U0GHOST looked', entries: [{ text: '@ann and @U0GHOST looked' }] },
    })
  })

  it('calls whoever nobody knows by what stands there, even where every object knows the word', () => {
    const { world } = given(...opened).when(by(noa).say('<@constructor> and <@__proto__> looked'))
    expect(world.events.at(-1)).toMatchObject({ message: { text: '@constructor and @__proto__ looked' } })
  })

  it('delivered twice is heard once', () => {
    const hello = by(ann, '13:40').say('hello')
    given(...opened, hello)
      .when({ ...hello, id: by(ann).join().id })
      .changesNothing()
  })

  it('that was overtaken by a newer one makes the silence no longer', () => {
    given(...opened, by(ann, '13:40').say('second'))
      .when(by(noa, '13:30').say('first'))
      .leaves({ lastHeardAt: at('13:40'), reminders: { silence: { dueAt: at('15:40') } } })
  })

  it('of guests, other organisations and other apps is heard as well', () => {
    given(...opened)
      .when(by(maya).say('[13:05] rolled back'))
      .records({ type: 'message-heard' })
    given(...opened)
      .when(by(omar).say('we see errors'))
      .records({ type: 'message-heard' })
    given(...opened)
      .when(slack().hearApp('Alert resolved'))
      .records({ type: 'message-heard' })
  })

  it('is heard after the end too, and the postmortem is drawn again only if it stands in the timeline', () => {
    given(...resolved)
      .when(by(ann, '14:10').say('thanks all'))
      .asksNothing()
    given(...resolved)
      .when(by(ann, '14:10').say('timeline: cache was cold until 14:08'))
      .alsoAsksSlackTo({ type: 'show-postmortem', part: 'timeline-1' })
  })
})

describe('a message becomes a timeline entry', () => {
  it('by a line that asks for it, at the time it names in the speaker’s zone', () => {
    expect(said(given(...opened).when(by(ann, '13:40').say('[13:05] rolled back')).world)).toEqual([
      '13:05 rolled back',
    ])
  })

  it('by its words, as a suggestion until somebody keeps it', () => {
    const suggested = given(...opened).when(by(ann, '13:40').say('we rolled back 4.2'))
    expect(said(suggested.world)).toEqual(['13:40 we rolled back 4.2 ?'])
    const kept = suggested.when(by(noa).keep(ts('13:40'))).records({ type: 'entry-kept' })
    expect(said(kept.world)).toEqual(['13:40 we rolled back 4.2'])
    kept.when(by(noa).keep(ts('13:40'))).changesNothing()
  })

  it('by a pin, until the last pin is gone', () => {
    const pinned = given(...opened, by(ann, '13:40').say('queue at 10k'))
      .when(by(noa, '13:41').pin(ts('13:40')))
      .when(by(layla, '13:42').pin(ts('13:40')))
    expect(said(pinned.world)).toEqual(['13:40 queue at 10k'])
    pinned.when(by(noa, '13:43').pin(ts('13:40'))).changesNothing()
    const one = pinned.when(by(noa, '13:44').unpin(ts('13:40')))
    expect(said(one.world)).toHaveLength(1)
    const none = one.when(by(layla, '13:45').unpin(ts('13:40')))
    expect(said(none.world)).toEqual([])
    none.when(by(layla, '13:46').unpin(ts('13:40'))).changesNothing()
    expect(said(none.when(by(layla, '13:47').pin(ts('13:40'))).world)).toHaveLength(1)
  })

  it('by the message shortcut, once, also if nobody had heard it', () => {
    const marked = given(...opened).when(by(noa, '13:50').mark(ts('12:59'), 'Payments fail for me'))
    marked.records({ type: 'message-marked' })
    expect(said(marked.world)).toEqual(['12:59 Payments fail for me'])
    marked.when(by(ann, '13:51').mark(ts('12:59'), 'Payments fail for me')).changesNothing()
  })

  it('by the shortcut without losing the lines that it had asked for itself', () => {
    const marked = given(...opened, by(ann, '13:40').say(`[13:05] rolled back\nwith <@${noa.user}>`)).when(
      by(noa, '13:50').mark(ts('13:40'), `[13:05] rolled back\nwith <@${noa.user}>`),
    )
    expect(said(marked.world)).toEqual(['13:05 rolled back', '13:40 [13:05] rolled back\nwith @noa'])
  })

  it.each([maya, omar, pager])('by no pin of $standing: they read and speak', (them) => {
    given(...opened, by(ann, '13:40').say('queue at 10k'))
      .when(by(them, '13:41').pin(ts('13:40')))
      .changesNothing()
      .when(by(them, '13:42').unpin(ts('13:40')))
      .changesNothing()
  })

  it('follows edits and deletions in Slack; the record keeps what was said before', () => {
    const edited = given(...opened, by(ann, '13:40').say('timeline: rolled back 4.1')).when(
      by(ann, '13:41').edit(ts('13:40'), 'timeline: rolled back 4.2'),
    )
    expect(said(edited.world)).toEqual(['13:40 rolled back 4.2'])
    edited.when(by(ann, '13:42').edit(ts('13:40'), 'timeline: rolled back 4.2')).changesNothing()
    const deleted = edited.when(slack('13:43').hearDeletion(ts('13:40'))).records({ type: 'message-deleted' })
    expect(said(deleted.world)).toEqual([])
    deleted.when(slack('13:44').hearDeletion(ts('13:40'))).changesNothing()
    expect(JSON.stringify(deleted.world.events)).toContain('rolled back 4.1')
  })
})

describe('deliveries that overtake each other', () => {
  const message = ts('13:40')

  it('tell the same timeline in any order: said, edited, pinned, un-pinned, pinned by another', () => {
    const story = [
      by(ann, '13:40').say('queue at 10k'),
      by(ann, '13:41').edit(message, 'queue at 20k'),
      by(noa, '13:42').pin(message),
      by(noa, '13:43').unpin(message),
      by(layla, '13:44').pin(message),
    ]
    fc.assert(
      fc.property(orders(...story), (order) => {
        expect(said(given(...opened, ...order).world)).toEqual(['13:40 queue at 20k'])
      }),
    )
  })

  it('take a pin back even if its un-pin came first', () => {
    const story = [by(ann, '13:40').say('queue at 10k'), by(noa, '13:42').pin(message), by(noa, '13:43').unpin(message)]
    fc.assert(
      fc.property(orders(...story), (order) => {
        expect(said(given(...opened, ...order).world)).toEqual([])
      }),
    )
  })

  it('leave nothing of a message that was deleted', () => {
    const story = [
      by(ann, '13:40').say("timeline: rolled back\nI'm IC"),
      by(noa, '13:42').pin(message),
      slack('13:43').hearDeletion(message),
    ]
    fc.assert(
      fc.property(orders(...story), (order) => {
        expect(said(given(...opened, ...order).world)).toEqual([])
      }),
    )
  })
})

describe('an entry corrected by hand', () => {
  const noted = given(...opened).when(by(ann, '13:40').addNote('Rolled back 4.1'))
  const entry = noted.world.events.at(-1)?.id ?? ''

  it('is edited, backdated, removed and brought back, and each a second time changes nothing', () => {
    const edited = noted.when(by(noa).editEntry(entry, ' Rolled back 4.2 '))
    edited.records({ type: 'entry-edited', text: 'Rolled back 4.2' }).asksNothing()
    edited.when(by(noa).editEntry(entry, 'Rolled back 4.2')).changesNothing()
    const backdated = edited.when(by(noa, '13:45').backdate(entry, at('13:31')))
    expect(said(backdated.world)).toEqual(['13:31 Rolled back 4.2'])
    backdated.when(by(noa, '13:45').backdate(entry, at('13:31'))).changesNothing()
    const removed = backdated.when(by(noa).remove(entry))
    expect(said(removed.world)).toEqual([])
    removed.when(by(noa).remove(entry)).changesNothing()
    expect(said(removed.when(by(noa).keep(entry)).world)).toEqual(['13:31 Rolled back 4.2'])
  })

  it('is refused empty, in the future, long before, and unknown', () => {
    noted.when(by(noa).editEntry(entry, ' ')).refuses('text-empty')
    noted.when(by(noa).editEntry(entry, 'x'.repeat(3001))).refuses('text-too-long')
    noted.when(by(noa, '13:45').backdate(entry, at('13:47'))).refuses('time-in-future')
    noted.when(by(noa, '13:45').backdate(entry, at('2025-12-01 13:00'))).refuses('time-too-far-back')
    noted.when(by(noa).keep('nothing')).refuses('entry-unknown')
    noted.when(by(maya).remove(entry)).refuses('guest-may-only-report')
  })

  it('is drawn again in the postmortem that stands in the channel', () => {
    const late = given(...resolved).when(by(ann, '14:30').addNote('The cache was cold'))
    const id = late.world.events.at(-1)?.id ?? ''
    const redrawn = { type: 'show-postmortem', part: 'timeline-1' } as const
    late.when(by(noa, '14:31').editEntry(id, 'The cache was cold until 14:08')).alsoAsksSlackTo(redrawn)
    late.when(by(noa, '14:31').backdate(id, at('14:08'))).alsoAsksSlackTo(redrawn)
    late.when(by(noa, '14:31').remove(id)).alsoAsksSlackTo(redrawn)
  })
})
