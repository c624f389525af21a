import type { TextKey } from '../text/text.ts'
import { markup, type Markup } from '../text/markup.ts'
import { document, hrefOf, type Reader } from './page.ts'

/** The field in which the address stands. */
export const addressField = 'address'

/** Asks for an address; it works without a script. `typed`: what was no address. */
export const subscribeForm = (reader: Reader, typed?: string): Markup => {
  const { t } = reader
  return markup`<section aria-labelledby="subscribe">
<h2 id="subscribe">${t('status-page.subscribe-header')}</h2>
<form method="post" action="${hrefOf({ at: 'subscribe' }, reader)}">
<label>${t('status-page.subscribe-label')}
<input type="email" name="${addressField}" value="${typed ?? ''}" required maxlength="254" autocomplete="email" dir="ltr" aria-describedby="${typed === undefined ? 'how' : 'wrong how'}"${typed === undefined ? undefined : markup` aria-invalid="true"`}></label>
<button>${t('status-page.subscribe-button')}</button>
</form>
${typed === undefined ? undefined : markup`<p id="wrong" class="wrong" role="alert">${t('status-page.subscribe-wrong', { typed })}</p>`}
<p id="how" class="quiet">${t('status-page.subscribe-how')}</p>
</section>`
}

/** The form again, with what is wrong with what was typed. */
export const wrongAddressPage = (typed: string, reader: Reader): string =>
  document(
    { place: { at: 'front' }, title: reader.t('status-page.subscribe-header'), main: subscribeForm(reader, typed) },
    reader,
  )

/** What became of what somebody asked for. */
export type Outcome = 'asked' | 'busy' | 'away' | 'confirmed' | 'link-over' | 'left'

const outcomes: Readonly<Record<Outcome, { readonly header: TextKey; readonly text: TextKey }>> = {
  asked: { header: 'status-page.asked-header', text: 'status-page.asked' },
  busy: { header: 'status-page.busy-header', text: 'status-page.busy' },
  away: { header: 'status-page.away-header', text: 'status-page.away' },
  confirmed: { header: 'status-page.confirmed-header', text: 'status-page.confirmed' },
  'link-over': { header: 'status-page.link-over-header', text: 'status-page.link-over' },
  left: { header: 'status-page.left-header', text: 'status-page.left' },
}

/** Says so; the same whether an address was known or not. */
export const outcomePage = (outcome: Outcome, reader: Reader): string => {
  const { header, text } = outcomes[outcome]
  return document(
    {
      place: { at: 'front' },
      title: reader.t(header),
      main: markup`<h2>${reader.t(header)}</h2>
<p role="status">${reader.t(text)}</p>
<p><a href="${hrefOf({ at: 'front' }, reader)}">${reader.t('status-page.back')}</a></p>`,
    },
    reader,
  )
}

/** A button, and nothing done yet: programs that look at links in letters press none. */
export const buttonPage = (at: 'confirm' | 'unsubscribe', key: string, reader: Reader): string => {
  const { t } = reader
  const header = t(`status-page.${at}-header`)
  return document(
    {
      place: { at, key },
      title: header,
      main: markup`<h2>${header}</h2>
<p>${t(`status-page.${at}-text`)}</p>
<form method="post" action="${hrefOf({ at, key }, reader)}"><button>${t(`status-page.${at}-button`)}</button></form>`,
    },
    reader,
  )
}
