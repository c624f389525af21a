import { firstToldAt, endedAt, type PublicIncident, type PublicWord } from '../app/public-word.ts'
import type { Moment } from '../domain/ids.ts'
import { isLast } from '../domain/public-updates.ts'
import { directionOf, type Language } from '../text/text.ts'
import { markup, type Markup } from '../text/markup.ts'
import { hrefOf, sentence, timeOf, type Reader } from './page.ts'
import { prose } from '../text/prose.ts'
import { inLanguageOf } from '../text/fallback.ts'
import { ownNames } from './reader-language.ts'

/** Its newest title in words of this reader, else the newest in another language; and the language that it is in. */
export const titleOf = (one: PublicIncident, { language, site }: Reader): { title: string; language: Language } => {
  const newestFirst = one.words.toReversed()
  const own = newestFirst.find(({ texts }) => texts[language] !== undefined) ?? newestFirst[0]
  const told = own && inLanguageOf(own.texts, language, site.defaultLanguage)
  return { title: told?.text.title ?? '', language: told?.language ?? language }
}

/**
 * One incident in full: how it stands, what is promised, and each word, the newest first. `linked`: its title leads to
 * its own page. `level`: of its heading.
 */
export const incidentInFull = (one: PublicIncident, now: Moment, reader: Reader, linked: boolean): Markup => {
  const { t } = reader
  const newest = one.words.at(-1)
  return markup`<article class="incident">
${linked ? markup`<h3>${titleLink(one, reader)}</h3>` : markup`<h2>${titled(one, reader)}</h2>`}
<p class="meta">${spanOf(one, reader)}</p>
${newest === undefined ? undefined : due(newest, endedAt(one) !== undefined, now, reader)}
<ol aria-label="${t('status-page.updates-label')}">${one.words.toReversed().map((word) => wordOf(word, reader))}</ol>
</article>`
}

/** One incident in two lines, for the history. */
export const incidentInShort = (one: PublicIncident, reader: Reader): Markup => {
  const stage = one.words.at(-1)?.stage ?? 'investigating'
  return markup`<li><p>${titleLink(one, reader)}</p>
<p class="meta">${stageOf(stage, reader)} · ${spanOf(one, reader)}</p></li>`
}

/** A title in whatever language it is, marked as such. */
export const titled = (one: PublicIncident, reader: Reader): Markup => {
  const { title, language } = titleOf(one, reader)
  return markup`<span ${inLanguage(language)}>${title}</span>`
}

const titleLink = (one: PublicIncident, reader: Reader): Markup =>
  markup`<a href="${hrefOf({ at: 'incident', address: one.address }, reader)}">${titled(one, reader)}</a>`

const spanOf = (one: PublicIncident, reader: Reader): Markup => {
  const { t } = reader
  const [from, until] = [firstToldAt(one), endedAt(one)]
  if (until === undefined) return sentence((at) => t('status-page.since', { at }), timeOf(from, reader))
  const duration = t.duration(until - from)
  return sentence((at) => t('status-page.lasted', { at, duration }), timeOf(from, reader))
}

const due = ({ nextUpdateDue }: PublicWord, isOver: boolean, now: Moment, reader: Reader): Markup | undefined => {
  if (nextUpdateDue === undefined || isOver) return undefined
  const { t } = reader
  const time = timeOf(nextUpdateDue, reader)
  return nextUpdateDue < now
    ? markup`<p class="overdue">${sentence((at) => t('status-page.next-update-overdue', { at }), time)}</p>`
    : markup`<p>${sentence((at) => t('status-page.next-update', { at }), time)}</p>`
}

const wordOf = (word: PublicWord, reader: Reader): Markup => {
  const { t, language, site } = reader
  const told = inLanguageOf(word.texts, language, site.defaultLanguage)
  const foreign = told === undefined || told.language === language ? undefined : told.language
  return markup`<li class="word" id="${anchorOf(word)}">
<p class="meta">${stageOf(word.stage, reader)} · ${timeOf(word.at, reader)}</p>
${foreign === undefined ? undefined : markup`<p class="quiet">${t('status-page.only-in', { language: ownNames[foreign] })}</p>`}
${told === undefined ? undefined : markup`<div ${inLanguage(told.language)}>${prose(told.text.body)}</div>`}
</li>`
}

/** The place of a word on its incident's page. */
export const anchorOf = ({ id }: PublicWord): string => `update-${id.replaceAll(/[^\w-]/g, '')}`

const stageOf = (stage: PublicWord['stage'], { t }: Reader): Markup =>
  markup`<span class="stage ${isLast(stage) ? 'over' : 'going'}">${t(`status-page.stage-${stage}`)}</span>`

const inLanguage = (language: Language): Markup => markup`lang="${language}" dir="${directionOf(language)}"`
