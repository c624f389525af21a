import { commandId } from '../domain/ids.ts'
import { channelIn, deliveryOf, publicUpdateOf } from '../domain/public-updates.ts'
import type { Perform } from './carry.ts'
import type { Destinations } from './destinations.ts'
import { Failure } from './failure.ts'
import type { Clock, Reads } from './ports.ts'

type Parts = {
  /** Everything that Slack must hear, its channels of choice included. */
  readonly perform: Perform
  readonly destinations: Destinations
  readonly reads: Pick<Reads, 'incident'>
  readonly clock: Clock
}

/** Carries out what goes to Slack, and what goes out to customers by the other ways. */
export const performingBeyondSlack =
  ({ perform, destinations, reads, clock }: Parts): Perform =>
  async (row, ifLate, seen) => {
    const { effect } = row
    if (effect.type !== 'publish' || channelIn(effect.to) !== undefined) return perform(row, ifLate, seen)
    const incident = seen ?? (row.incident === undefined ? undefined : await reads.incident(row.incident))
    const update = incident && publicUpdateOf(incident, effect.update)
    if (incident === undefined || update === undefined) {
      throw new Error(`outbox ${row.id} publishes ${effect.update}, which was never approved`)
    }
    const outlet = destinations.find(({ to }) => to === effect.to)
    // Its setting was taken away since: nobody is to be told there until it is back and *Try again* is pressed.
    if (outlet === undefined) throw new Failure('not_set_up', { kind: 'never' })
    // Somebody else may have taken it over while this process was frozen.
    if (performance.now() > row.callsUntil) throw new Failure('claim_too_old', { kind: 'wait', inMs: 0 })
    const { count } = await outlet.publish({ delivery: deliveryOf(update.id, effect.to), incident, update })
    return {
      type: 'record-publication',
      id: commandId(`outbox/${row.id}/${row.claim}`),
      at: clock.now(),
      by: { kind: 'slack' },
      on: { incident: incident.id },
      update: update.id,
      to: effect.to,
      ...(count !== undefined && { count }),
    }
  }
