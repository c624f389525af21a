import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PostmortemPart } from '../../../src/domain/incident.ts'
import { type Draft, peopleIn } from '../../../src/domain/postmortem.ts'
import { postmortemPages, postmortemPart } from '../../../src/slack/views/postmortem.ts'
import { digest } from '../../../src/slack/views/postmortem-digest.ts'
import { postmortemMarkdown } from '../../../src/slack/postmortem-markdown.ts'
import { type T, textIn } from '../../../src/text/text.ts'
import { charactersIn, limits } from '../../../src/slack/limits.ts'
import { typed } from '../../typed.ts'
import { longDraft, nameOf, publishedDraft, resolvedDraft } from './postmortem-samples.ts'
import { dana, incident } from './samples.ts'
import { expectTaken, mentioned, mrkdwnOf, seen, voices } from './saying.ts'

const en = textIn('en')
const he = textIn('he')
const partsOf = (draft: Draft, t: T): PostmortemPart[] => [
  'root',
  'summary',
  'impact',
  ...Array.from({ length: postmortemPages(draft, t, nameOf) }, (_, index): PostmortemPart => `timeline-${index + 1}`),
  'lessons',
  'root-cause',
  'follow-ups',
]
const small: readonly PostmortemPart[] = [
  'root',
  'summary',
  'impact',
  'timeline-1',
  'lessons',
  'root-cause',
  'follow-ups',
]
const part = (name: PostmortemPart, draft = resolvedDraft(), t = en) => postmortemPart(name, draft, t, nameOf)

/** All that the timeline's messages say, with white space and invisible joiners left out. */
const timelineWords = (draft: Draft, t = en): string =>
  bare(
    partsOf(draft, t)
      .filter((name) => name.startsWith('timeline-'))
      .flatMap((name) => mrkdwnOf(postmortemPart(name, draft, t, nameOf)).slice(1))
      .join(''),
  )
const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')
const bare = (text: string): string => text.replace(/[\s\u2060]/g, '')

describe('the postmortem thread', () => {
  it.each(small)('%s, in English', (name) => {
    expect(seen(part(name))).toMatchSnapshot()
  })

  it.each(small)('%s, in Hebrew', (name) => {
    expect(seen(part(name, resolvedDraft(), he))).toMatchSnapshot()
  })

  it.each(['root', 'summary'] as const)('%s, written and published', (name) => {
    expect(seen(part(name, publishedDraft()))).toMatchSnapshot()
    expect(seen(part(name, publishedDraft(), he))).toMatchSnapshot()
  })

  it.each(voices)('is taken by Slack in every part, in %s', (_, t) => {
    for (const draft of [resolvedDraft(), publishedDraft(), resolvedDraft({ followUps: [], description: '' })]) {
      for (const name of partsOf(draft, t)) expectTaken(postmortemPart(name, draft, t, nameOf))
    }
  })

  it('mentions nobody whose name is known, whatever was said', () => {
    const draft = resolvedDraft()
    expect(partsOf(draft, en).flatMap((name) => [...mentioned(part(name, draft))])).toEqual([])
  })

  it('can name all whom it shows once their names were looked up', () => {
    const draft = resolvedDraft()
    const known = new Set<string>(peopleIn(draft))
    for (const name of partsOf(draft, en)) {
      const shown = postmortemPart(name, draft, en, (user) => (known.has(user) ? 'somebody' : undefined))
      expect([...mentioned(shown)]).toEqual([])
    }
  })

  it('offers to publish until it is published', () => {
    expect(JSON.stringify(part('root').blocks)).toContain('"Publish"')
    expect(JSON.stringify(part('root', publishedDraft()).blocks)).not.toContain('"Publish"')
  })

  it('has no rich text, which chat.update would not replace', () => {
    const types = partsOf(resolvedDraft(), en).flatMap((name) => part(name).blocks.map(({ type }) => type))
    expect([...new Set(types)].toSorted()).toEqual(['actions', 'context', 'header', 'section'])
  })

  it('says so where a message of the timeline has nothing left to show', () => {
    expect(seen(part('timeline-9'))).toContain('moved into the messages above')
    expectTaken(part('timeline-9'))
  })
})

const answered = () => {
  const { resolved } = resolvedDraft().incident
  if (resolved === undefined) return never()
  const more = { verifiedBy: dana, prevention: 'A test of *totals*', customersTold: 'Every order was kept' }
  return resolvedDraft({ resolved: { ...resolved, ...more, reconciles: 'not-yet' } })
}

describe('what was answered when it was resolved', () => {
  it('stands where it belongs: who verified it in the summary, what prevents it at the root cause', () => {
    expect(seen(part('summary', answered()))).toContain('Verified by Dana')
    expect(seen(part('summary', answered()))).toContain('The data did not reconcile yet')
    expect(seen(part('impact', answered()))).toMatch(/What customers are told of it\*?\s+• Every order was kept/)
    expect(seen(part('root-cause', answered()))).toContain('What will prevent it? When it was resolved: A test of')
    expect(seen(part('summary'))).not.toContain('Verified by')
  })

  it.each(voices)('is taken by Slack, in %s', (_, t) => {
    for (const name of partsOf(answered(), t)) expectTaken(postmortemPart(name, answered(), t, nameOf))
  })

  it('stands in the exported file too', () => {
    const marks = /[\u2066-\u2069]/g
    const file = postmortemMarkdown(answered(), en, { timeZone: 'UTC', people: nameOf }).replace(marks, '')
    for (const words of ['Verified by Dana', 'did not reconcile yet', '- Every order was kept', 'A test of']) {
      expect(file).toContain(words)
    }
  })
})

describe('a long timeline', () => {
  it.each(voices)('loses nothing of 2,000 entries, in %s', (_, t) => {
    const draft = longDraft(2000, (index) => `entry number ${index} ends`)
    for (const name of partsOf(draft, t)) expectTaken(postmortemPart(name, draft, t, nameOf))
    const words = timelineWords(draft, t)
    for (let index = 0; index < 2000; index++) expect(words).toContain(`entrynumber${index}ends`)
  })

  it('continues an entry of 20,000 characters in further messages', () => {
    const text = Array.from({ length: 2500 }, (_, index) => `w${index} &`).join(' ')
    const draft = longDraft(3, () => text)
    for (const name of partsOf(draft, en)) expectTaken(part(name, draft))
    expect(text.length).toBeGreaterThan(17_000)
    expect(timelineWords(draft).split(bare(text.replaceAll('&', '&amp;'))).length).toBe(4)
  })

  it('loses no letter of what anybody types', () => {
    fc.assert(
      fc.property(typed, fc.integer({ min: 1, max: 60 }), (text, times) => {
        const long = longDraft(1, () => text.repeat(times))
        for (const name of partsOf(long, en)) expectTaken(part(name, long))
      }),
      { numRuns: 60 },
    )
    expect(letters(timelineWords(longDraft(1, () => 'שלום '.repeat(4000))))).toContain('שלום'.repeat(4000))
  })
})

describe('prose that is almost all markup', () => {
  it('fits its message all the same, and says where the rest is', () => {
    const prose = { text: '&'.repeat(3000), by: incident().declaredBy, at: 0 }
    const draft = resolvedDraft({ postmortem: { pages: 0, messages: {}, prose: { impact: prose } } })
    const view = part('impact', draft)
    expectTaken(view)
    expect(charactersIn(view.blocks)).toBeLessThanOrEqual(limits.messageCharacters)
    expect(seen(view)).toContain('Export has all of it')
  })

  it('fits with a follow-up, a description and answers of the greatest length', () => {
    const most = '<*>'.repeat(1000)
    const followUps = Array.from({ length: 60 }, () => ({
      ...(resolvedDraft().incident.followUps[1] ?? never()),
      text: most,
    }))
    const resolved = { fix: most, verified: most, canReturn: most, thanks: most, by: incident().declaredBy, at: 0 }
    const draft = resolvedDraft({ followUps, description: most, resolved, title: most })
    for (const name of partsOf(draft, en)) expectTaken(part(name, draft))
  })
})

describe('the digest', () => {
  it('is the same for what shows the same, and another for what does not', () => {
    expect(digest(part('root'))).toBe(digest(part('root')))
    expect(digest(part('root'))).not.toBe(digest(part('root', publishedDraft())))
    const all = partsOf(resolvedDraft(), en).map((name) => digest(part(name)))
    expect(new Set(all).size).toBe(all.length)
  })
})

function never(): never {
  throw new Error('no such sample')
}
