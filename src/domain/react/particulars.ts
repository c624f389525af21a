import type { Effect } from '../effects.ts'
import type { ParticularEvent } from '../events/particulars.ts'
import { ownersIn } from '../evolve/particulars.ts'
import { personOf } from '../standing.ts'
import { card, type Change } from './asks.ts'

/** The card shows it; whoever answers for a service that is named is told once, and brought into the channel. */
export const particularShown = (event: ParticularEvent, change: Change): readonly Effect[] => [
  card,
  ...(event.type === 'impact-stated' ? ownersTold(event, change) : []),
]

/**
 * Told is who was not in the channel's list before: not whoever is there already, nor whoever was told of another
 * service, nor whoever says it.
 */
const ownersTold = (
  { statement }: Extract<ParticularEvent, { type: 'impact-stated' }>,
  { before, command }: Change,
): readonly Effect[] => {
  const by = personOf(command)
  if (statement.part !== 'services' || by === undefined) return []
  const known = new Set([...(before?.members ?? []), by])
  const told = [...new Set(ownersIn(statement))].filter((owner) => !known.has(owner))
  return told.flatMap((user): Effect[] => {
    const services = statement.to.filter(({ owner }) => owner === user).map(({ name }) => name)
    return [
      { type: 'invite', user },
      { type: 'tell', user, news: { say: 'service-named', services, by } },
    ]
  })
}
