import type { ModalView } from '@slack/types'
import { type Incident, isOpen } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'
import { limits } from '../limits.ts'
import { plain } from '../mrkdwn.ts'
import { aboutIncident } from './forms/fields.ts'
import { button, section } from './message.ts'

/**
 * What *More…* on the card leads to: each a button that redraws the menu as a form of its own. To add one: a line here,
 * `more.<name>` and `more.<name>-button` in the catalogues, and a press on `moreAction(name)` in the handler that has
 * the form (`inPlace`). `while`: when it makes sense.
 */
export const moreItems = [
  { name: 'impact', while: 'always' },
  { name: 'vendor', while: 'open' },
  { name: 'changes', while: 'always' },
  { name: 'customers', while: 'always' },
  { name: 'watch', while: 'always' },
  { name: 'merge', while: 'open' },
  { name: 'again', while: 'always' },
] as const satisfies readonly { readonly name: string; readonly while: 'open' | 'always' }[]
/** The name of one line of the menu. */
export type MoreItem = (typeof moreItems)[number]['name']

/** The action_id of a button of the menu; its value is the incident's id. */
export const moreAction = <Item extends MoreItem>(item: Item): `more-${Item}` => `more-${item}`

/** The menu of what is rarer than the card has room for. */
export const moreView = (incident: Incident, t: T): ModalView => ({
  type: 'modal',
  private_metadata: incident.id,
  title: plain(t('more.form-title'), limits.formTitle),
  close: plain(t('form.form-close'), limits.formTitle),
  blocks: [
    ...moreItems
      .filter((item) => item.while === 'always' || isOpen(incident))
      .map(({ name }) => section([t(`more.${name}`)], button(t(`more.${name}-button`), moreAction(name), incident.id))),
    aboutIncident(incident, t),
  ].filter((block) => block !== undefined),
})
