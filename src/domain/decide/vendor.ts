import { cleanLine } from '../clean.ts'
import type { PersonCommand } from '../commands.ts'
import type { IncidentEvent } from '../events.ts'
import type { Moment } from '../ids.ts'
import type { Incident } from '../incident.ts'
import { serviceKey } from '../services.ts'
import type { Decision } from '../situation.ts'
import { isWebLink, type Vendor, vendorLineLimit, vendorLinkLimit, type VendorWait } from '../vendor.ts'
import { happened, refuse, refuseIfEnded, unchanged } from './outcome.ts'

type VendorCommand = Extract<PersonCommand, { type: 'await-vendor' | 'record-estimate' | 'end-vendor-wait' }>

/** Waiting on somebody else: begun, told more precisely, promised another time, and over. */
export const decideVendor = (command: VendorCommand, incident: Incident): Decision => {
  const ended = refuseIfEnded(incident)
  if (ended !== undefined) return ended
  const { vendor: wait } = incident
  if (command.type === 'await-vendor') return decideWait(command, wait)
  if (wait === undefined) return refuse({ code: 'vendor-not-awaited', number: incident.number })
  if (command.type === 'end-vendor-wait') return happened({ type: 'vendor-returned', name: wait.name })
  return refuseEstimate(command.estimate, command.at) ?? happened(...estimated(wait.name, command.estimate, wait))
}

const decideWait = (
  command: Extract<VendorCommand, { type: 'await-vendor' }>,
  wait: VendorWait | undefined,
): Decision => {
  const vendor = cleaned(command.vendor)
  const no = refuseVendor(vendor)
  if (no !== undefined) return no
  const isSame = wait !== undefined && serviceKey(wait.name) === serviceKey(vendor.name)
  const before = isSame ? wait : undefined
  const { estimate } = command
  // One that has passed since it was said is known already: whoever mends a ticket's number is not asked for another.
  const isNew = typeof estimate === 'number' && estimate !== before?.estimate?.at
  const past = isNew ? refuseEstimate(estimate, command.at) : undefined
  if (past !== undefined) return past
  const events = [...named(vendor, before), ...estimated(vendor.name, estimate, before)]
  // Somebody else than before: the former one is waited on no longer.
  const left = wait === undefined || isSame ? [] : [{ type: 'vendor-returned', name: wait.name } as const]
  return events.length === 0 ? unchanged : happened(...left, ...events)
}

const named = (vendor: Vendor, before: VendorWait | undefined): IncidentEvent[] => {
  if (before === undefined) return [{ type: 'vendor-awaited', vendor }]
  return particulars(vendor) === particulars(before) ? [] : [{ type: 'vendor-described', vendor }]
}

const particulars = ({ name, contact, ticket, statusPage }: Vendor): string =>
  JSON.stringify([name, contact, ticket, statusPage])

const estimated = (
  name: string,
  estimate: Moment | null | undefined,
  before: VendorWait | undefined,
): IncidentEvent[] => {
  if (estimate === undefined || estimate === before?.estimate?.at) return []
  if (estimate !== null) return [{ type: 'vendor-estimated', name, estimate }]
  return before?.estimate === undefined ? [] : [{ type: 'vendor-estimate-withdrawn', name }]
}

const cleaned = (vendor: Vendor): Vendor => {
  const line = (part: 'contact' | 'ticket' | 'statusPage') => {
    const text = cleanLine(vendor[part] ?? '')
    return text === '' ? {} : { [part]: text }
  }
  return { name: cleanLine(vendor.name), ...line('contact'), ...line('ticket'), ...line('statusPage') }
}

const refuseVendor = ({ name, contact = '', ticket = '', statusPage }: Vendor): Decision | undefined => {
  if (name === '') return refuse({ code: 'vendor-name-empty' })
  if (Math.max(name.length, contact.length, ticket.length) > vendorLineLimit)
    return refuse({ code: 'vendor-line-too-long', limit: vendorLineLimit })
  if (statusPage === undefined) return undefined
  return isWebLink(statusPage) && statusPage.length <= vendorLinkLimit ? undefined : refuse({ code: 'link-not-web' })
}

const refuseEstimate = (estimate: Moment, now: Moment): Decision | undefined =>
  estimate <= now ? refuse({ code: 'estimate-in-past', at: estimate }) : undefined
