import type { CustomerEvent } from '../events/customers.ts'
import type { RecordedEvent } from '../events.ts'

/** What reads as a line of the timeline; that a publication arrived is shown on the card, who was asked in their words. */
export type CustomerFact = Exclude<CustomerEvent, { type: 'publication-arrived' | 'approval-asked' }>

const types: ReadonlySet<string> = new Set<CustomerFact['type']>([
  'public-update-drafted',
  'public-update-edited',
  'public-update-sent-back',
  'public-update-withdrawn',
  'public-update-published',
  'publication-failed',
])

/** Is this a line about what customers were told? */
export const isCustomerFact = (event: RecordedEvent): event is Extract<RecordedEvent, { type: CustomerFact['type'] }> =>
  types.has(event.type)
