import type { Incident } from './incident.ts'
import { isLast, newestUpdate } from './public-updates.ts'

/** What nobody has said or done yet when an incident is about to be over, in the order in which it is shown. */
export const openPoints = ['who', 'since', 'vendor', 'draft', 'customers'] as const
/**
 * One such point: who was affected, since when, a vendor who is still waited on, a public update that waits for
 * approval, customers who were told of it and not that it is over.
 */
export type OpenPoint = (typeof openPoints)[number]

/** The points that are open: shown to whoever resolves, and never in the way. */
export const openPointsOf = (incident: Pick<Incident, 'impact' | 'vendor' | 'customers'>): readonly OpenPoint[] => {
  const { impact = {}, vendor, customers } = incident
  const told = newestUpdate(incident)
  const isOpen: Readonly<Record<OpenPoint, boolean>> = {
    who: impact.who === undefined && impact.count === undefined,
    since: impact.since === undefined,
    vendor: vendor !== undefined,
    draft: customers?.draft !== undefined,
    customers: told !== undefined && !isLast(told.stage) && customers?.draft === undefined,
  }
  return openPoints.filter((point) => isOpen[point])
}
