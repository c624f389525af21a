import { assert, property, string } from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { feedDocument } from '../../src/status-page/feeds.ts'
import type { FeedKind } from '../../src/status-page/links.ts'
import { readerOf } from '../../src/status-page/page.ts'
import { going, minute, noon, over, site, word } from './published.ts'

type Element = {
  readonly name: string
  readonly attributes: Record<string, string>
  text: string
  readonly inside: Element[]
}

/** Takes nothing but well-formed XML with known namespaces. */
const parsed = (xml: string): Element => {
  const top: Element = { name: '', attributes: {}, text: '', inside: [] }
  const open = [top]
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const plain = Object.entries(attributes).map(([key, one]) => [key, one.value])
    const element: Element = { name, attributes: Object.fromEntries(plain), text: '', inside: [] }
    open.at(-1)?.inside.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const at = open.at(-1)
    if (at !== undefined) at.text += text
  })
  parser.on('closetag', () => void open.pop())
  parser.write(xml).close()
  const [root] = top.inside
  if (root === undefined) throw new Error('an empty document')
  return root
}

const all = (element: Element, name: string) => element.inside.filter((one) => one.name === name)
const first = (element: Element, name: string) => all(element, name)[0]?.text ?? ''

const feed = (kind: FeedKind, incidents = [going(), over(3, 'b')], url = site.url) =>
  feedDocument(
    kind,
    incidents,
    { staleSince: undefined, now: noon + 31 * minute },
    readerOf('en', true, { ...site, url }),
  )

const idsAt = (url: string) => all(parsed(feed('atom', undefined, url)), 'entry').map((entry) => first(entry, 'id'))

describe('the Atom feed', () => {
  it('has what RFC 4287 asks for, and each word as an entry, the newest first', () => {
    const root = parsed(feed('atom'))
    expect(root.attributes['xmlns']).toBe('http://www.w3.org/2005/Atom')
    expect(first(root, 'id')).toBe('https://status.acme.test/en/feed.atom')
    expect(first(root, 'updated')).toBe('2026-03-02T12:00:00.000Z')
    const entries = all(root, 'entry')
    expect(entries).toHaveLength(3)
    for (const entry of entries) {
      expect(first(entry, 'id')).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(Date.parse(first(entry, 'updated'))).not.toBeNaN()
      expect(first(entry, 'content')).toBe('<p>Payments fail for some of you.</p>')
    }
    expect(new Set(entries.map((entry) => first(entry, 'id'))).size).toBe(3)
  })

  it('gives a word the same id for ever, wherever the page has moved', () => {
    expect(idsAt('https://elsewhere.test/status/')).toEqual(idsAt(site.url))
  })
})

describe('the RSS feed', () => {
  it('has what RSS 2.0 asks for', () => {
    const root = parsed(feed('rss'))
    expect(root.attributes['version']).toBe('2.0')
    const [channel] = all(root, 'channel')
    if (channel === undefined) throw new Error('no channel')
    for (const name of ['title', 'link', 'description']) expect(first(channel, name)).not.toBe('')
    const [item] = all(channel, 'item')
    if (item === undefined) throw new Error('no item')
    expect(all(item, 'guid')[0]?.attributes).toEqual({ isPermaLink: 'false' })
    expect(first(item, 'link')).toBe('https://status.acme.test/en/incidents/aaaaaaaaaaaaaaaaaaaa#update-u1')
    expect(first(item, 'pubDate')).toBe('Mon, 02 Mar 2026 12:00:00 GMT')
  })

  it('is a feed too while nothing was ever published', () => {
    expect(all(parsed(feed('rss', [])), 'channel')).toHaveLength(1)
    expect(all(parsed(feed('atom', [])), 'entry')).toEqual([])
  })
})

it('says how far back it goes, and programs whether there is more', () => {
  const many = Array.from({ length: 60 }, (_, nth) => over(nth, `n${nth}`))
  expect(all(parsed(feed('atom', many)), 'entry')).toHaveLength(50)
  expect(first(parsed(feed('atom', many)), 'subtitle')).toBe(
    'The newest 50 updates. The last 90 days stand on the page.',
  )
  expect(JSON.parse(feed('json', many))).toMatchObject({ more: true, incidents: { length: 50 } })
})

it('tells programs how it stands, in every language at once', () => {
  const told: unknown = JSON.parse(feed('json'))
  expect(told).toMatchObject({
    name: 'Acme',
    state: 'trouble',
    incidents: [
      {
        state: 'open',
        nextUpdateDue: '2026-03-02T12:30:00.000Z',
        overdue: true,
        updates: [{ stage: 'investigating' }],
      },
      { state: 'over', endedAt: '2026-02-27T13:00:00.000Z' },
    ],
  })
  expect(told).not.toHaveProperty('asOf')
  expect(told).toMatchObject({ more: false })
})

it('stays XML whatever was typed', () => {
  const typed = string({ unit: 'binary', maxLength: 60 })
  assert(
    property(typed, typed, (title, body) => {
      const incidents = [going(word({ texts: { en: { title, body: `${body} ]]> <b>&amp; \u0000\ud800` } } }))]
      expect(all(parsed(feed('atom', incidents)), 'entry')).toHaveLength(1)
      expect(parsed(feed('rss', incidents)).name).toBe('rss')
    }),
    { numRuns: 40 },
  )
})
