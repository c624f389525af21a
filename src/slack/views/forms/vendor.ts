import type { ModalView } from '@slack/types'
import type { Moment } from '../../../domain/ids.ts'
import type { Incident } from '../../../domain/incident.ts'
import { vendorLineLimit, vendorLinkLimit, type VendorWait } from '../../../domain/vendor.ts'
import type { T } from '../../../text/text.ts'
import { limits } from '../../limits.ts'
import { plain } from '../../mrkdwn.ts'
import { actions, button } from '../message.ts'
import { aboutIncident, form, textField } from './fields.ts'
import { writtenFor } from './impact.ts'

/** The form's callback_id, and the block_ids of its fields. */
export const vendorForm = 'vendor'
export const vendorBlocks = {
  name: 'vendor-name',
  estimate: 'vendor-estimate',
  ticket: 'vendor-ticket',
  contact: 'vendor-contact',
  page: 'vendor-page',
} as const

/** *Vendor is back*, in a form and under a reminder; its value is the incident's id. */
export const vendorBackAction = 'vendor-back'
/** *New estimate*, under a reminder; its value is the incident's id. */
export const newEstimateAction = 'vendor-new-estimate'

/** What stands in the form. */
export type VendorDraft = Readonly<Record<keyof typeof vendorBlocks, string>>

/**
 * What is known of the vendor, as people would type it in that zone. `proposed`: who it may be, where nobody is named.
 * An estimate that has passed by `now` is not there: it would be refused, and it is another one that is asked for.
 */
export const vendorDraft = (
  wait: VendorWait | undefined,
  proposed: string,
  { timeZone, now }: { readonly timeZone: string; readonly now: Moment },
): VendorDraft => ({
  name: wait?.name ?? proposed,
  estimate: wait?.estimate === undefined || wait.estimate.at <= now ? '' : writtenFor(wait.estimate.at, timeZone),
  ticket: wait?.ticket ?? '',
  contact: wait?.contact ?? '',
  page: wait?.statusPage ?? '',
})

/** Asks whose outage it is and what they promise; only their name is needed. */
export const vendorView = (
  incident: Incident,
  draft: VendorDraft,
  metadata: string,
  timeZone: string,
  t: T,
): ModalView =>
  form(
    {
      callback: vendorForm,
      title: t('form.vendor.form-title'),
      submit: t('form.vendor.form-submit'),
      metadata,
      blocks: [
        textField({
          block: vendorBlocks.name,
          label: t('form.vendor.name-label'),
          initial: draft.name,
          max: vendorLineLimit,
        }),
        {
          ...textField({
            block: vendorBlocks.estimate,
            label: t('form.vendor.estimate-label'),
            placeholder: t('form.impact.until-placeholder'),
            initial: draft.estimate,
            max: 60,
            optional: true,
          }),
          hint: plain(t('form.vendor.estimate-hint', { zone: timeZone }), limits.hint),
        },
        textField({
          block: vendorBlocks.ticket,
          label: t('form.vendor.ticket-label'),
          initial: draft.ticket,
          max: vendorLineLimit,
          optional: true,
        }),
        textField({
          block: vendorBlocks.contact,
          label: t('form.vendor.contact-label'),
          placeholder: t('form.vendor.contact-placeholder'),
          initial: draft.contact,
          max: vendorLineLimit,
          optional: true,
        }),
        textField({
          block: vendorBlocks.page,
          label: t('form.vendor.page-label'),
          placeholder: 'https://',
          initial: draft.page,
          max: vendorLinkLimit,
          optional: true,
        }),
        incident.vendor === undefined
          ? undefined
          : actions([button(t('vendor.back-button'), vendorBackAction, incident.id)]),
        aboutIncident(incident, t),
      ].filter((block) => block !== undefined),
    },
    t,
  )
