import type { RecordPublication } from '../commands/customers.ts'
import type { Incident } from '../incident.ts'
import type { Decision } from '../situation.ts'
import { happened, unchanged } from './outcome.ts'

/** What came of a publication; one that stands there already, with as many people, is no news. */
export const decidePublication = ({ update, to, count, ts }: RecordPublication, incident: Incident): Decision => {
  const { customers } = incident
  const isNewest = customers?.updates.at(-1)?.id === update
  const known = isNewest ? customers?.reached.find((one) => one.to === to) : undefined
  const sameRoot = ts === undefined || customers?.roots[to] === ts
  if (known?.state === 'arrived' && known.count === count && sameRoot) return unchanged
  return happened({
    type: 'publication-arrived',
    update,
    to,
    ...(count !== undefined && { count }),
    ...(ts !== undefined && { ts }),
  })
}
