import type { RecordPublication } from '../commands/customers.ts'
import type { PublicUpdateId } from '../ids.ts'
import type { Incident } from '../incident.ts'
import type { Destination, Publication } from '../public-updates.ts'
import type { Decision } from '../situation.ts'
import { happened, unchanged } from './outcome.ts'

/** What came of a publication; one that stands there already, with as many people or more, is no news. */
export const decidePublication = ({ update, to, count, ts }: RecordPublication, incident: Incident): Decision => {
  const known = publicationOf(incident, update, to)
  const isRootKnown = ts === undefined || incident.customers?.roots[to] === ts
  const isArrived = known === undefined || (known.state === 'arrived' && (known.count ?? 0) >= (count ?? 0))
  if (isArrived && isRootKnown) return unchanged
  return happened({
    type: 'publication-arrived',
    update,
    to,
    ...(count !== undefined && { count }),
    ...(ts !== undefined && { ts }),
  })
}

/** A publication was given up; said once. */
export const decideUnpublished = (
  { update, to }: { readonly update: PublicUpdateId; readonly to: Destination },
  error: string,
  incident: Incident,
): Decision => {
  const known = publicationOf(incident, update, to)
  if (known === undefined || (known.state === 'failed' && known.error === error)) return unchanged
  return happened({ type: 'publication-failed', update, to, error })
}

/** Only of the newest update: what became of an older one, late, says nothing any more. */
const publicationOf = ({ customers }: Incident, update: PublicUpdateId, to: Destination): Publication | undefined =>
  customers?.updates.at(-1)?.id === update ? customers.reached.find((one) => one.to === to) : undefined
