import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkView } from '../../../sandbox/block-kit/check.ts'
import { drawView } from '../../../sandbox/draw.ts'
import { type Entry, everyEntry, timeline } from '../../../src/domain/timeline.ts'
import { timelineView } from '../../../src/slack/views/timeline.ts'
import { entriesPage, entriesView } from '../../../src/slack/views/timeline-form.ts'
import { entryTextView, entryTimeView } from '../../../src/slack/views/timeline-entry-form.ts'
import { escapedPieces } from '../../../src/slack/views/timeline-pieces.ts'
import { timelinePages } from '../../../src/slack/views/timeline-pages.ts'
import { proseView } from '../../../src/slack/views/postmortem-form.ts'
import { publicUpdateId } from '../../../src/domain/ids.ts'
import { textIn } from '../../../src/text/text.ts'
import {
  declared,
  declaredFromMessage,
  heard,
  kept,
  message,
  noa,
  record,
  removed,
  start,
  told,
} from '../../domain/record.ts'
import { typed } from '../../typed.ts'
import { longDraft, nameOf, resolvedDraft } from './postmortem-samples.ts'
import { incident } from './samples.ts'
import { expectTaken, mentioned, seen, voices } from './saying.ts'

const en = textIn('en')
const he = textIn('he')
const drawn = (view: unknown) => drawView(view, { width: 100 })

const found = [{ text: 'rolled back', at: start, foundByWords: true }]
const entries = everyEntry(
  record(
    declaredFromMessage,
    told({ type: 'note-added', text: 'emptied *the* cache <!here>' }, 5, noa, 'note'),
    told({ type: 'note-added', text: 'wrong channel' }, 6, noa, 'wrong'),
    heard(message('rolled back', { entries: found })),
    removed('wrong'),
  ),
)
const entry = (id: string): Entry => {
  const one = entries.find((each) => each.id === id)
  if (one === undefined) throw new Error(`no entry ${id}`)
  return one
}
const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? []
const firstPage = (all: Entry[]) => drawn(entriesView(incident(), entriesPage(all, 0), en, nameOf))
const longEntries = (count: number) => longDraft(count, (index) => `step ${index}`).entries

describe('what /incident timeline answers', () => {
  it('shows what is there, in English and in Hebrew', () => {
    expect(seen(timelineView(incident(), timeline(record(declared)), en, nameOf))).toMatchSnapshot()
    expect(seen(timelineView(incident(), entries, he, nameOf))).toMatchSnapshot()
  })

  it.each([
    ['he', 'הזמנות נכשלות'],
    ['en', 'Orders fail'],
    ['ja', 'Orders fail'],
  ] as const)('quotes what customers were told as its reader reads it, in %s', (language, title) => {
    const texts = { en: { title: 'Orders fail', body: 'x' }, he: { title: 'הזמנות נכשלות', body: 'x' } }
    const wording = { update: publicUpdateId('u1'), version: 1, stage: 'identified', texts } as const
    const rest = { draftedBy: noa, alone: false, kept: [], to: ['status-page'] } as const
    const published = timeline(record(declared, told({ type: 'public-update-published', ...wording, ...rest }, 5)))
    const read = seen(timelineView(incident(), published, textIn(language), nameOf))
    expect(['הזמנות נכשלות', 'Orders fail'].filter((one) => read.includes(one))).toEqual([title])
  })

  it('keeps the newest in its plain text, however long the entries are', () => {
    const long = longDraft(40, (index) => `step ${index} ${'of a long word '.repeat(20)}`).entries
    for (const [, t] of voices) {
      const view = timelineView(incident(), long, t, nameOf)
      expectTaken(view)
      expect(view.text).toContain('step 39')
      expect(view.text).not.toContain('step 20 ')
      // What is said of the rest is whole too.
      expect(view.text).toContain(
        t('timeline.more', { count: long.length - (view.text.match(/step \d/g)?.length ?? 0) }),
      )
    }
  })

  it('says how many earlier entries there are, and shows the newest', () => {
    const view = timelineView(incident(), longEntries(83), en, nameOf)
    expect(seen(view)).toContain('85 entries')
    expect(seen(view)).toContain('65 earlier entries')
    expect(seen(view)).toContain('step 82')
    expect(seen(view)).not.toContain('step 62\n')
  })

  it('names the files of a message that has nothing else', () => {
    const files = [{ name: 'graph.png', mimetype: 'image/png', permalink: 'https://acme.slack.com/files/F1' }]
    const uploaded = message('', { files, entries: [{ text: '', at: start, foundByWords: false }] })
    expect(seen(timelineView(incident(), everyEntry(record(heard(uploaded))), en, nameOf))).toContain('graph.png')
  })

  it.each(voices)('is taken by Slack and notifies nobody, in %s', (_, t) => {
    const loud = everyEntry(
      record(
        told({ type: 'title-changed', from: '<!here>', to: '<!channel>' }, 1, noa),
        told({ type: 'note-added', text: '<!channel> *&<>* '.repeat(400) }, 1, noa),
      ),
    )
    for (const some of [[], entries, loud, longEntries(500)]) {
      const view = timelineView(incident({ title: '<!channel>' }), some, t, nameOf)
      expectTaken(view)
      expect([...mentioned(view)].filter((id) => !id.startsWith('U'))).toEqual([])
    }
  })
})

describe('the form of entries', () => {
  it('offers for each what can be done to it, in English and in Hebrew', () => {
    expect(drawn(entriesView(incident(), entriesPage(entries, 0), en, nameOf))).toMatchSnapshot()
    expect(drawn(entriesView(incident(), entriesPage(entries, 0), he, nameOf))).toMatchSnapshot()
  })

  it('turns ten entries at a time, to both ends and not beyond', () => {
    const many = longEntries(28)
    const pages = [0, 1, 2].map((page) => drawn(entriesView(incident(), entriesPage(many, page), en, nameOf)))
    expect(pages.map((page) => [page.includes('Earlier'), page.includes('Later')])).toEqual([
      [false, true],
      [true, true],
      [true, false],
    ])
    expect(pages[2]).toContain('21–30 of 30')
    expect(entriesPage(many, 99).page).toBe(2)
    expect(entriesPage(many, -1).page).toBe(0)
  })

  it.each(voices)('is taken by Slack, every page and every form of an entry, in %s', (_, t) => {
    const hostile = everyEntry(record(told({ type: 'note-added', text: '<!channel> ```'.repeat(400) }, 1, noa)))
    const views = [
      ...[[], entries, hostile, longEntries(28)].map((some) =>
        entriesView(incident({ title: '<*>'.repeat(50) }), entriesPage(some, 0), t, nameOf),
      ),
      ...[...entries, ...hostile].flatMap((one) => [
        entryTextView(one, '{}', t, nameOf),
        entryTimeView(one, '{}', 'Asia/Jerusalem', t, nameOf),
      ]),
      ...(['summary', 'impact', 'lessons', 'root-cause'] as const).map((section) =>
        proseView(resolvedDraft().incident, section, t),
      ),
    ]
    expect(views.flatMap(checkView)).toEqual([])
  })
})

describe('the forms of one entry', () => {
  it('begin with its words and its time on the reader’s clock', () => {
    expect(JSON.stringify(entryTextView(entry('note'), '{}', en, nameOf))).toContain(
      '"initial_value":"emptied *the* cache <!here>"',
    )
    const time = JSON.stringify(entryTimeView(entry('note'), '{}', 'Asia/Jerusalem', en, nameOf))
    expect(time).toContain('"initial_date":"2026-03-02"')
    expect(time).toContain('"initial_time":"15:25"')
  })

  it('leave the field empty for words that it would cut, and say so', () => {
    const [long] = everyEntry(record(told({ type: 'note-added', text: 'x'.repeat(3001) }, 1, noa)))
    const view = JSON.stringify(long && entryTextView(long, '{}', en, nameOf))
    expect(view).not.toContain('initial_value')
    expect(view).toContain('longer than this field holds')
  })
})

describe('pages and pieces', () => {
  it('lose no word of what anybody types', () => {
    fc.assert(
      fc.property(typed, fc.integer({ min: 20, max: 400 }), (text, most) => {
        const pieces = escapedPieces(text, most)
        expect(pieces.every((piece) => piece.length <= most && piece !== '')).toBe(true)
        expect(words(pieces.join('')).join('')).toBe(words(escapedPieces(text, 1_000_000).join('')).join(''))
      }),
    )
  })

  it('end between words where they can, and never inside a letter', () => {
    expect(escapedPieces('aaa bbb ccc ddd', 8)).toEqual(['aaa bbb', 'ccc ddd'])
    expect(escapedPieces('👩‍👩‍👧‍👦'.repeat(3), 25)).toEqual(['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'])
  })

  it('hold every section in order, whatever the lengths', () => {
    const length = fc.integer({ min: 1, max: 6000 })
    fc.assert(
      fc.property(fc.array(length, { minLength: 1, maxLength: 30 }), (lengths) => {
        const some = longDraft(lengths.length, (index) => `n${index} ${'y'.repeat(lengths[index] ?? 0)}`).entries
        const all = timelinePages(some, en, nameOf)
          .flat()
          .map(({ text }) => text?.text ?? '')
          .join('')
        const total = lengths.reduce((sum, one) => sum + one, 0)
        expect(all.match(/y{2,}|(?<=n\d+ )y|y/g)?.join('').length).toBeGreaterThanOrEqual(total)
        for (const page of timelinePages(some, en, nameOf)) expect(page.length).toBeLessThanOrEqual(44)
      }),
      { numRuns: 30 },
    )
  })

  it('are one empty page for a timeline without entries', () => {
    expect(timelinePages([], en, nameOf)).toEqual([[]])
  })
})

it('a kept suggestion is offered no more to be kept', () => {
  const said = heard(message('rolled back', { entries: found }))
  expect(firstPage(everyEntry(record(said)))).toContain('Keep')
  expect(firstPage(everyEntry(record(said, kept(message('').ts))))).not.toContain('Keep')
})
