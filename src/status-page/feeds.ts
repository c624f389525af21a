import { createHash } from 'node:crypto'
import { firstToldAt, endedAt, type PublicIncident, type PublicWord } from '../app/public-word.ts'
import type { Language } from '../text/text.ts'
import { anchorOf } from './incident.ts'
import { type FeedKind, pathOf } from './links.ts'
import { markup, type Markup } from '../text/markup.ts'
import { type Reader, siteTitle } from './page.ts'
import type { Standing } from './pages.ts'
import { prose } from '../text/prose.ts'
import { inLanguageOf } from '../text/fallback.ts'

/** Words in a feed; a reader that has been away for longer finds the rest on the page. */
const entriesShown = 50

/** How far back it goes, in words. */
const boundOf = ({ t }: Reader): string => t('status-page.feed-bound', { count: entriesShown })

type Entry = {
  readonly id: string
  readonly title: string
  readonly language: Language
  readonly at: Date
  readonly link: string
  readonly content: string
}

/** A feed as a document. `incidents`: everything that was published. */
export const feedDocument = (
  kind: FeedKind,
  incidents: readonly PublicIncident[],
  standing: Standing,
  reader: Reader,
): string => {
  switch (kind) {
    case 'atom':
      return atom(entriesOf(incidents, reader), reader)
    case 'rss':
      return rss(entriesOf(incidents, reader), reader)
    case 'json':
      return `${JSON.stringify(json(incidents, standing, reader), undefined, 1)}\n`
  }
}

const entriesOf = (incidents: readonly PublicIncident[], reader: Reader): readonly Entry[] =>
  incidents
    .flatMap((one) => one.words.map((word) => ({ one, word })))
    .toSorted((a, b) => b.word.at - a.word.at)
    .slice(0, entriesShown)
    .flatMap(({ one, word }) => entryOf(one, word, reader) ?? [])

const entryOf = (one: PublicIncident, word: PublicWord, { t, language, site }: Reader): Entry | undefined => {
  const told = inLanguageOf(word.texts, language, site.defaultLanguage)
  if (told === undefined) return undefined
  const { text } = told
  const stage = t(`status-page.stage-${word.stage}`)
  return {
    id: urnOf(word.id),
    title: t('status-page.entry-title', { stage, title: text.title }),
    language: told.language,
    at: new Date(word.at),
    link: `${pageOf(one, { language, site })}#${anchorOf(word)}`,
    content: markup`${prose(text.body)}`.markup,
  }
}

/** The same for ever, whatever becomes of the page's address: a UUID (RFC 9562, version 8) made of the update's id. */
const urnOf = (id: string): string => {
  const hex = createHash('sha256').update(`public update ${id}`).digest('hex')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const pageOf = (one: PublicIncident, { language, site }: Pick<Reader, 'language' | 'site'>): string =>
  `${site.url}${pathOf({ at: 'incident', address: one.address }, language)}`

const declaration = '<?xml version="1.0" encoding="utf-8"?>\n'

/** RFC 4287. */
const atom = (entries: readonly Entry[], reader: Reader): string => {
  const { language, site } = reader
  const self = `${site.url}${pathOf({ at: 'feed', kind: 'atom' }, language)}`
  return `${declaration}${
    markup`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${self}</id>
<title>${siteTitle(reader)}</title>
<subtitle>${boundOf(reader)}</subtitle>
<updated>${(entries[0]?.at ?? new Date(0)).toISOString()}</updated>
<author><name>${siteTitle(reader)}</name></author>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${site.url}${pathOf({ at: 'front' }, language)}"/>
${entries.map(atomEntry)}</feed>
`.markup
  }`
}

const atomEntry = ({ id, title, language, at, link, content }: Entry): Markup => markup`<entry xml:lang="${language}">
<id>${id}</id>
<title>${title}</title>
<published>${at.toISOString()}</published>
<updated>${at.toISOString()}</updated>
<link rel="alternate" type="text/html" href="${link}"/>
<content type="html">${content}</content>
</entry>
`

/** RSS 2.0 (https://www.rssboard.org/rss-specification). Its `guid` is no address, and says so. */
const rss = (entries: readonly Entry[], reader: Reader): string => {
  const { language, site } = reader
  const newest = entries[0]?.at
  return `${declaration}${
    markup`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${siteTitle(reader)}</title>
<link>${site.url}${pathOf({ at: 'front' }, language)}</link>
<description>${boundOf(reader)}</description>
<language>${language}</language>
${newest === undefined ? undefined : markup`<lastBuildDate>${newest.toUTCString()}</lastBuildDate>`}
<atom:link rel="self" type="application/rss+xml" href="${site.url}${pathOf({ at: 'feed', kind: 'rss' }, language)}"/>
${entries.map(rssItem)}</channel>
</rss>
`.markup
  }`
}

const rssItem = ({ id, title, at, link, content }: Entry): Markup => markup`<item>
<title>${title}</title>
<link>${link}</link>
<guid isPermaLink="false">${id}</guid>
<pubDate>${at.toUTCString()}</pubDate>
<description>${content}</description>
</item>
`

/** For programs: every language at once, times in ISO 8601. docs/status-page.md describes it. */
const json = (incidents: readonly PublicIncident[], { staleSince, now }: Standing, reader: Reader): object => ({
  name: reader.site.name ?? siteTitle(reader),
  url: reader.site.url,
  state: incidents.some((one) => endedAt(one) === undefined) ? 'trouble' : 'quiet',
  ...(staleSince !== undefined && { asOf: iso(staleSince) }),
  // Whether there are older ones than are told here.
  more: incidents.length > entriesShown,
  incidents: incidents
    .toSorted((a, b) => firstToldAt(b) - firstToldAt(a))
    .slice(0, entriesShown)
    .map((one) => jsonOf(one, now, reader)),
})

const jsonOf = (one: PublicIncident, now: number, reader: Reader): object => {
  const end = endedAt(one)
  const due = end === undefined ? one.words.at(-1)?.nextUpdateDue : undefined
  return {
    id: one.address,
    url: `${reader.site.url}${pathOf({ at: 'incident', address: one.address }, undefined)}`,
    state: end === undefined ? 'open' : 'over',
    firstReportedAt: iso(firstToldAt(one)),
    ...(end !== undefined && { endedAt: iso(end) }),
    ...(due !== undefined && { nextUpdateDue: iso(due), overdue: due < now }),
    updates: one.words.toReversed().map(({ id, stage, at, texts }) => ({ id: urnOf(id), stage, at: iso(at), texts })),
  }
}

const iso = (at: number): string => new Date(at).toISOString()
