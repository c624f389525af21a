import type { KnownBlock, ModalView, Overflow } from '@slack/types'
import { inMenuOrder, type Service, serviceNameLimit, tiers } from '../../domain/services.ts'
import { vendorLineLimit } from '../../domain/vendor.ts'
import type { T } from '../../text/text.ts'
import { limits } from '../limits.ts'
import { escape, mention, plain } from '../mrkdwn.ts'
import { actions, bold, button, context, option, section } from './message.ts'
import { choiceField, form, personField, textField } from './forms/fields.ts'

/** *Add a service*, in the list. */
export const addServiceAction = 'service-add'
/** What can be done with a service; the chosen option's value is `deed:name`. */
export const serviceDeeds = ['edit', 'remove'] as const
/** How many the list shows: one block each, and a few besides. */
const servicesShown = 80
/** The menus of the services that are shown. */
export const serviceMenuActions: readonly string[] = Array.from(
  { length: servicesShown },
  (_, index) => `service-menu-${index}`,
)

/** The form's callback_id, and the block_ids of its fields. */
export const serviceForm = 'service'
export const serviceBlocks = {
  name: 'service-name',
  owner: 'service-owner',
  tier: 'service-tier',
  vendor: 'service-vendor',
} as const

/** The list of services; from a file it can only be read. */
export const servicesView = (services: readonly Service[], file: string | undefined, t: T): ModalView => {
  const inOrder = inMenuOrder(services)
  const left = inOrder.length - servicesShown
  return {
    type: 'modal',
    title: plain(t('services.form-title'), limits.formTitle),
    close: plain(t('form.form-close'), limits.formTitle),
    blocks: [
      file === undefined ? undefined : context([t('services.from-file', { file: escape(file, fileShown) })]),
      inOrder.length === 0 ? section([t('services.none')]) : undefined,
      ...inOrder.slice(0, servicesShown).map((service, index) => serviceBlock(service, index, file === undefined, t)),
      left > 0 ? context([t('services.more', { count: left })]) : undefined,
      file === undefined ? actions([button(t('services.add-button'), addServiceAction, 'add')]) : undefined,
    ].filter((block) => block !== undefined),
  }
}

const fileShown = 200
const separator = ' · '

const serviceBlock = (service: Service, index: number, editable: boolean, t: T): KnownBlock | undefined => {
  const { name, tier, owner, vendor } = service
  const facts = [
    tier && t('services.tier', { tier }),
    owner && t('services.owner', { owner: ownerShown(owner) }),
    vendor && t('services.vendor', { vendor: escape(vendor, fileShown) }),
  ].filter((fact) => fact !== undefined)
  return section(
    [bold(escape(name, serviceNameLimit)), facts.join(separator)],
    editable ? menuOf(name, index, t) : undefined,
  )
}

/** An id of Slack is shown as the person; a name as it was written. */
const ownerShown = (owner: string): string =>
  /^[UW][A-Z0-9]{4,}$/.test(owner) ? mention(owner) : escape(owner, fileShown)

const menuOf = (name: string, index: number, t: T): Overflow => ({
  type: 'overflow',
  action_id: serviceMenuActions[index] ?? '',
  options: serviceDeeds.map((deed) => option(t(`services.${deed}-option`), `${deed}:${name}`)),
})

/** Asks for a service's particulars; `service` is the one that is edited. Only the name is needed. */
export const serviceView = (service: Service | undefined, metadata: string, t: T): ModalView =>
  form(
    {
      callback: serviceForm,
      title: t('form.service.form-title'),
      submit: t('form.service.form-submit'),
      metadata,
      blocks: [
        textField({
          block: serviceBlocks.name,
          label: t('form.service.name-label'),
          initial: service?.name,
          max: serviceNameLimit,
        }),
        personField({
          block: serviceBlocks.owner,
          label: t('form.service.owner-label'),
          placeholder: t('form.service.owner-placeholder'),
          initial: service?.owner,
          optional: true,
        }),
        choiceField({
          block: serviceBlocks.tier,
          label: t('form.service.tier-label'),
          options: tiers.map((tier) => option(t(`form.service.tier-${tier}-option`), String(tier))),
          chosen: String(service?.tier ?? ''),
          optional: true,
        }),
        textField({
          block: serviceBlocks.vendor,
          label: t('form.service.vendor-label'),
          initial: service?.vendor,
          max: vendorLineLimit,
          optional: true,
        }),
      ],
    },
    t,
  )
