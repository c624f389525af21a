import type { Moment } from '../domain/ids.ts'
import { directionOf, type Language, languages, type T, textIn } from '../text/text.ts'
import { choicePath, type FeedKind, feedKinds, pathOf, type Place } from './links.ts'
import { asItIs, markup, type Markup } from '../text/markup.ts'
import { ownNames } from './reader-language.ts'
import { style } from './style.ts'

/** What every page is drawn with. */
export type Reader = {
  readonly language: Language
  readonly t: T
  /** The language stands in the path: every link keeps it. */
  readonly keeps: boolean
  readonly site: Site
}

/** What is settled for the whole status page. */
export type Site = {
  /** Who speaks here; undefined where nobody said. */
  readonly name: string | undefined
  /** The root's path as the world sees it, with a slash at both ends. */
  readonly base: string
  /** The same as an address. */
  readonly url: string
  readonly zone: string
  readonly defaultLanguage: Language
  /** Whether updates can be had by e-mail. */
  readonly byEmail: boolean
}

/** A reader of this language. */
export const readerOf = (language: Language, keeps: boolean, site: Site): Reader => ({
  language,
  t: textIn(language),
  keeps,
  site,
})

/** A place's path, as this reader goes there. */
export const hrefOf = (place: Place, { site, keeps, language }: Reader): string =>
  `${site.base}${pathOf(place, keeps ? language : undefined)}`

/** A moment with its date and zone, for people and for programs. */
export const timeOf = (at: Moment, { t, site }: Reader): Markup =>
  markup`<time datetime="${new Date(at).toISOString()}">${t.moment(at, site.zone)}</time>`

/** A sentence of the catalogue with markup where `{at}` stands. The catalogue's own words are escaped. */
export const sentence = (say: (at: string) => string, inside: Markup): Markup => {
  const [before = '', after = ''] = say(slot).split(slot)
  return markup`${before}${inside}${after}`
}

/** A sign of Unicode's private use: no text of ours has it. */
const slot = '\ue000'

/** Who speaks, as a heading and a title. */
export const siteTitle = ({ t, site }: Pick<Reader, 't' | 'site'>): string =>
  site.name === undefined ? t('status-page.title-plain') : t('status-page.title', { name: site.name })

type Page = {
  readonly place: Place
  /** Before the site's own in the title; absent on the front page. */
  readonly title?: string
  /** What is shown is as of then, and nothing newer could be read. */
  readonly staleSince?: Moment | undefined
  readonly main: Markup
}

/** A whole document. Without a script, for none is needed. */
export const document = ({ place, title, staleSince, main }: Page, reader: Reader): string => {
  const { language, t } = reader
  const head = title === undefined ? siteTitle(reader) : `${title} · ${siteTitle(reader)}`
  const feeds = feedKinds.map(
    (kind) =>
      markup`<link rel="alternate" type="${feedTypes[kind]}" href="${feedOf(kind, reader)}" title="${siteTitle(reader)}">`,
  )
  return markup`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${head}</title>
<link rel="icon" href="data:,">
${feeds}
<style>${asItIs(style)}</style>
</head>
<body>
<header>
<h1><a href="${hrefOf({ at: 'front' }, reader)}">${siteTitle(reader)}</a></h1>
${choiceOf(place, reader)}
</header>
<main>
${staleSince === undefined ? undefined : stale(staleSince, reader)}
${main}
</main>
<footer>
<nav aria-label="${t('status-page.feeds-label')}">
<p>${t('status-page.feeds-label')}</p>
<ul>${feedKinds.map((kind) => markup`<li><a href="${feedOf(kind, reader)}">${feedNames[kind]}</a></li>`)}</ul>
</nav>
</footer>
</body>
</html>
`.markup
}

const stale = (since: Moment, reader: Reader): Markup =>
  markup`<p class="stale" role="status">${sentence((at) => reader.t('status-page.as-of', { at }), timeOf(since, reader))}</p>`

const choiceOf = (
  place: Place,
  { language, t, site }: Reader,
): Markup => markup`<nav aria-label="${t('status-page.language-label')}">
<ul>${languages.map((one) =>
  one === language
    ? markup`<li><span aria-current="true" lang="${one}">${ownNames[one]}</span></li>`
    : markup`<li><a href="${site.base}${choicePath(place, one)}" lang="${one}" hreflang="${one}">${ownNames[one]}</a></li>`,
)}</ul>
</nav>`

const feedOf = (kind: FeedKind, reader: Reader): string => hrefOf({ at: 'feed', kind }, reader)
const feedNames: Readonly<Record<FeedKind, string>> = { atom: 'Atom', rss: 'RSS', json: 'JSON' }

/** Their media types. */
export const feedTypes: Readonly<Record<FeedKind, string>> = {
  atom: 'application/atom+xml',
  rss: 'application/rss+xml',
  json: 'application/json',
}
