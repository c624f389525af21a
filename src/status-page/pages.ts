import type { PublicIncident } from '../app/public-word.ts'
import type { Moment } from '../domain/ids.ts'
import type { Board, Stretch } from './board.ts'
import { incidentInFull, incidentInShort, titleOf } from './incident.ts'
import { markup, type Markup } from '../text/markup.ts'
import { document, hrefOf, sentence, timeOf, type Reader } from './page.ts'
import { subscribeForm } from './subscribe-pages.ts'

/** What is known, when it was last read, and whether it could not be read since. */
export type Standing = { readonly staleSince: Moment | undefined; readonly now: Moment }

/** What goes on now, then ninety days. */
export const frontPage = (board: Board, { staleSince, now }: Standing, reader: Reader): string => {
  const { t, site } = reader
  const main = markup`<section aria-labelledby="now">
<h2 id="now">${t('status-page.now-header')}</h2>
<p class="${board.open.length === 0 ? 'now' : 'now bad'}">${headline(board, reader)}</p>
${board.open.map((one) => incidentInFull(one, now, reader, true))}
</section>
${site.byEmail ? subscribeForm(reader) : undefined}
${historySection(board, 1, reader)}`
  return document({ place: { at: 'front' }, staleSince, main }, reader)
}

/** A further page of the history; undefined where there is none. */
export const historyPage = (board: Board, page: number, standing: Standing, reader: Reader): string | undefined => {
  if (board.history[page - 1] === undefined) return undefined
  const { staleSince } = standing
  const title = reader.t('status-page.history-header')
  const main = markup`${historySection(board, page, reader)}
<p><a href="${hrefOf({ at: 'front' }, reader)}">${reader.t('status-page.back')}</a></p>`
  return document({ place: { at: 'history', page }, title, staleSince, main }, reader)
}

const historySection = ({ history }: Board, page: number, reader: Reader): Markup => {
  const { t } = reader
  const to = (other: number): string => hrefOf({ at: 'history', page: other }, reader)
  const newer =
    page > 1 ? markup`<li><a rel="prev" href="${to(page - 1)}">${t('status-page.newer')}</a></li>` : undefined
  const older =
    page < history.length
      ? markup`<li><a rel="next" href="${to(page + 1)}">${t('status-page.older')}</a></li>`
      : undefined
  return markup`<section aria-labelledby="history">
<h2 id="history">${t('status-page.history-header')}</h2>
${(history[page - 1] ?? []).map((one) => stretchOf(one, reader))}
${history.length > 1 ? markup`<nav class="pages" aria-label="${t('status-page.pages-label')}"><ul>${newer}${older}</ul></nav>` : undefined}
</section>`
}

const headline = ({ open, quietSince }: Board, reader: Reader): Markup => {
  const { t } = reader
  if (open.length > 0) return markup`${t('status-page.troubled', { count: open.length })}`
  if (quietSince === undefined) return markup`${t('status-page.quiet')}`
  return sentence((at) => t('status-page.quiet-since', { at }), timeOf(quietSince, reader))
}

const stretchOf = ({ from, to, incidents }: Stretch, reader: Reader): Markup => {
  const { t } = reader
  const day = t.day(to, 'UTC')
  const days = from === to ? day : t('status-page.days', { from: t.day(from, 'UTC'), to: day })
  return markup`<div class="day"><h3>${days}</h3>
${
  incidents.length === 0
    ? markup`<p class="quiet">${t('status-page.day-quiet')}</p>`
    : markup`<ul>${incidents.map((one) => incidentInShort(one, reader))}</ul>`
}</div>`
}

/** One incident on a page of its own, whose address stays. */
export const incidentPage = (one: PublicIncident, { staleSince, now }: Standing, reader: Reader): string => {
  const main = markup`${incidentInFull(one, now, reader, false)}
<p><a href="${hrefOf({ at: 'front' }, reader)}">${reader.t('status-page.back')}</a></p>`
  const place = { at: 'incident', address: one.address } as const
  return document({ place, title: titleOf(one, reader).title, staleSince, main }, reader)
}

/** There is nothing at this address. */
export const nothingHere = (reader: Reader): string =>
  document(
    {
      place: { at: 'front' },
      title: reader.t('status-page.nothing-here-header'),
      main: markup`<h2>${reader.t('status-page.nothing-here-header')}</h2>
<p>${reader.t('status-page.nothing-here')}</p>
<p><a href="${hrefOf({ at: 'front' }, reader)}">${reader.t('status-page.back')}</a></p>`,
    },
    reader,
  )

/** Nothing is known: the database could not be read since the very first start, and nothing was kept. */
export const nothingKnown = (reader: Reader): string =>
  document(
    { place: { at: 'front' }, main: markup`<p class="stale" role="status">${reader.t('status-page.unknown')}</p>` },
    reader,
  )
