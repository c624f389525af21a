import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MessageVersion } from '../../src/domain/events.ts'
import { type Entry, entriesAbout, everyEntry, timeline } from '../../src/domain/timeline.ts'
import { messageAbout } from '../../src/domain/message-history.ts'
import { followUpId } from '../../src/domain/ids.ts'
import {
  type Told,
  backdated,
  dana,
  declared,
  declaredFromMessage,
  deletedInSlack,
  editedByHand,
  editedInSlack,
  heard,
  kept,
  marked,
  message,
  minute,
  noa,
  kenji,
  pinned,
  record,
  removed,
  source,
  start,
  told,
  tsAfter,
  unpinned,
} from './record.ts'

const ts = tsAfter(10)
const words = (entry: Entry): string => entry.what.text ?? (entry.what.is === 'fact' ? entry.what.event.type : '')
const lines = (...events: readonly Told[]): string[] => timeline(record(...events)).map(words)
const only = (...events: readonly Told[]): Entry | undefined => timeline(record(...events))[0]

/** Without when it was written down, which is another in each order. */
const strip = (entries: readonly Entry[]) => entries.map((entry) => ({ ...entry, recordedAt: undefined }))

/** Names each, so that an event keeps its id in every order. */
const withNames = (events: readonly Told[]): Told[] => events.map((one, index) => ({ ...one, name: `n${index}` }))

const found: MessageVersion['entries'] = [{ text: 'rolled back', at: start + 10 * minute, foundByWords: true }]
const spoken = (...texts: string[]): MessageVersion['entries'] =>
  texts.map((text, index) => ({ text, at: start + index * minute, foundByWords: false }))

const noted = (text: string) => told({ type: 'note-added', text }, 5)
const shuffled = (events: readonly Told[]) =>
  fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length })

describe('what was done', () => {
  it('stands in the timeline: who, what and when', () => {
    const [entry] = timeline(record(declared))
    expect(entry).toMatchObject({ id: 'e1', at: start, by: dana, suggestion: false, edited: false })
  })

  it('is ordered by when it happened, not by when it was written down', () => {
    const late = told({ type: 'note-added', text: 'the first alert' }, -3)
    expect(lines(declared, late)).toEqual(['the first alert', 'incident-declared'])
  })

  it('keeps the order of recording within one moment', () => {
    expect(lines(noted('a'), noted('b'), noted('c'))).toEqual(['a', 'b', 'c'])
  })

  it('is an entry if it says how the incident went, and none if it only concerns channels, posts and reminders', () => {
    const followUp = followUpId('f1')
    expect(
      lines(
        declared,
        told({ type: 'card-pinned' }, 1),
        told({ type: 'channel-renamed', name: 'x' }, 1),
        told({ type: 'language-changed', to: 'he' }, 1),
        told({ type: 'role-assigned', role: 'lead', to: noa }, 2),
        told({ type: 'update-posted', text: 'still down', nextUpdateDue: 0 }, 3),
        told({ type: 'follow-up-added', followUp, text: 'alert' }, 4),
        told({ type: 'follow-up-completed', followUp, text: 'alert' }, 5),
        told({ type: 'reminder-stopped', kind: 'silence' }, 6),
        told({ type: 'postmortem-published' }, 7),
      ),
    ).toEqual(['incident-declared', 'role-assigned', 'update-posted', 'follow-up-added', 'follow-up-completed'])
  })

  it('says that it was resolved and reopened once each, however the status moved with it', () => {
    expect(
      lines(
        told({ type: 'status-changed', from: 'investigating', to: 'resolved' }, 1),
        told({ type: 'incident-reopened', why: '', nextUpdateDue: 0 }, 2),
        told({ type: 'status-changed', from: 'resolved', to: 'investigating' }, 2),
        told({ type: 'status-changed', from: 'investigating', to: 'identified' }, 3),
      ),
    ).toEqual(['incident-reopened', 'status-changed'])
  })
})

describe('the message it was declared from', () => {
  it('is an entry of its own, at the time at which it was sent', () => {
    const [first] = timeline(record(declaredFromMessage))
    expect(first).toMatchObject({ at: start - 5 * minute, by: source.user, permalink: source.permalink })
    expect(first && words(first)).toBe(source.text)
  })

  it('stands once, also when somebody marks it', () => {
    const again = message(source.text, { ts: source.ts, permalink: source.permalink })
    expect(lines(declaredFromMessage, marked(again))).toEqual([source.text, 'incident-declared'])
  })

  it('can be removed and found by the events about the declaration', () => {
    const events = record(declaredFromMessage, removed('e1/source'))
    expect(timeline(events).map(words)).toEqual(['incident-declared'])
    expect(entriesAbout(events).map(({ id, removed: out }) => [id, out])).toEqual([
      ['e1', false],
      ['e1/source', true],
    ])
  })
})

describe('a message', () => {
  it('is no entry because it was said', () => {
    expect(lines(heard(message('hello')))).toEqual([])
  })

  it('is a whole entry once somebody pins it, and goes out when nobody holds a pin any longer', () => {
    const said = heard(message('it is the cache'))
    expect(lines(said, pinned(dana, 11))).toEqual(['it is the cache'])
    expect(lines(said, pinned(dana, 11), pinned(kenji, 12), unpinned(dana, 13))).toEqual(['it is the cache'])
    expect(lines(said, pinned(dana, 11), unpinned(dana, 13))).toEqual([])
  })

  it('can be brought back after the last pin was taken off', () => {
    const events = [heard(message('it is the cache')), pinned(dana, 11), unpinned(dana, 13)]
    expect(everyEntry(record(...events))).toMatchObject([{ id: ts, removed: true }])
    expect(lines(...events, kept(ts))).toEqual(['it is the cache'])
  })

  it('is a whole entry by the shortcut, also when it was never heard here', () => {
    expect(lines(marked(message('seen elsewhere')))).toEqual(['seen elsewhere'])
  })

  it('is one suggestion if its words alone say that it matters, until somebody keeps it', () => {
    const said = heard(message('ok, rolled back\nwatching', { entries: [...found, ...found] }))
    expect(timeline(record(said))).toMatchObject([
      { id: ts, suggestion: true, what: { text: 'ok, rolled back\nwatching' } },
    ])
    expect(only(said, kept(ts))?.suggestion).toBe(false)
    expect(only(said, pinned(dana, 11))?.suggestion).toBe(false)
  })

  it('stands by the lines that ask for it, each at its own time', () => {
    const said = heard(message('[13:20] a\n[13:21] b', { entries: spoken('a', 'b') }))
    expect(timeline(record(said)).map(({ id, at }) => [id, at])).toEqual([
      [`${ts}/0`, start],
      [`${ts}/1`, start + minute],
    ])
  })

  it('is not repeated by a pin if those lines are all it says', () => {
    const one = message('timeline: a', { entries: spoken('a') })
    expect(lines(heard(one), pinned(dana, 11))).toEqual(['a'])
    expect(lines(heard({ ...one, text: 'long story\ntimeline: a' }), pinned(dana, 11))).toEqual([
      'a',
      'long story\ntimeline: a',
    ])
  })

  it('shows its newest words, and keeps its files and link', () => {
    const files = [{ name: 'graph.png', mimetype: 'image/png', permalink: 'https://acme.slack.com/files/1' }]
    const entry = only(heard(message('old')), pinned(dana, 11), editedInSlack(message('new', { files }), 12))
    expect(entry).toMatchObject({ what: { text: 'new' }, edited: true, files, by: noa })
    expect(entry?.permalink).toContain('p1772458200000100')
  })

  it('goes out when it is deleted in Slack, though somebody had kept it', () => {
    expect(lines(heard(message('x', { entries: found })), kept(ts), deletedInSlack())).toEqual([])
  })

  it('is nothing to know of where nothing was told', () => {
    expect(messageAbout(record(declared))).toBeUndefined()
    expect(messageAbout(record(pinned(dana, 11)))).toMatchObject({ deleted: false, pinnedBy: new Set([dana]) })
  })
})

describe('out of order', () => {
  const named = withNames([
    heard(message('first', { entries: found })),
    pinned(dana, 11),
    unpinned(dana, 12),
    pinned(kenji, 13),
    editedInSlack(message('second'), 14),
    marked(message('first'), 13),
    editedInSlack(message('third'), 15),
  ])

  it('comes to the same timeline, whatever Slack told first', () => {
    const straight = strip(timeline(record(...named)))
    expect(straight).toMatchObject([{ what: { text: 'third' }, suggestion: false }])
    fc.assert(
      fc.property(shuffled(named), (order) => {
        expect(strip(timeline(record(...order)))).toEqual(straight)
      }),
    )
  })

  it('is gone whenever its deletion is told', () => {
    fc.assert(
      fc.property(shuffled([...named, deletedInSlack(16)]), (order) => {
        expect(timeline(record(...order))).toEqual([])
      }),
    )
  })

  it('does not let the first hearing overwrite an edit that was told before it', () => {
    expect(lines(editedInSlack(message('new')), pinned(dana, 12), heard(message('old')))).toEqual(['new'])
  })

  it('takes an un-pin that overtook its pin', () => {
    expect(lines(heard(message('x')), unpinned(dana, 12), pinned(dana, 11))).toEqual([])
  })
})

describe('by hand', () => {
  const note = told({ type: 'note-added', text: 'cache cleared' }, 5, noa, 'note')

  it('the last text counts, and the entry says that it was edited', () => {
    const entry = only(note, editedByHand('note', 'a'), editedByHand('note', 'b'))
    expect(entry).toMatchObject({ what: { text: 'b' }, edited: true })
  })

  it('a fact can be told in other words and still is that fact', () => {
    const entry = only(declared, editedByHand('e1', 'it began'))
    expect(entry?.what).toMatchObject({ is: 'fact', text: 'it began', event: { type: 'incident-declared' } })
  })

  it('a corrected time moves the entry', () => {
    expect(lines(declared, note, backdated('note', -2))).toEqual(['cache cleared', 'incident-declared'])
  })

  it('a removed entry goes out and comes back', () => {
    expect(lines(note, removed('note'))).toEqual([])
    expect(everyEntry(record(note, removed('note')))).toMatchObject([{ removed: true }])
    expect(lines(note, removed('note'), kept('note'))).toEqual(['cache cleared'])
  })

  it('touches the one line of a message that it names', () => {
    const said = heard(message('[13:20] a\n[13:21] b', { entries: spoken('a', 'b') }))
    expect(lines(said, removed(`${ts}/0`), editedByHand(`${ts}/1`, 'c'))).toEqual(['c'])
  })
})
