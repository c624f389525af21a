import type { Door } from '../app/handle.ts'
import type { Letters } from '../app/letters.ts'
import { startRounds, type Loop } from '../app/loop.ts'
import type { Clock, Log, Reads } from '../app/ports.ts'
import { commandId } from '../domain/ids.ts'
import { deliveryOf, newestUpdate } from '../domain/public-updates.ts'

type Parts = {
  readonly letters: Pick<Letters, 'arrivedLately'>
  readonly reads: Pick<Reads, 'incident'>
  readonly door: Door
  readonly clock: Clock
  readonly log: Log
}

/** Seldom: it moves a number on a card. In ms. */
const everyMs = 15_000

/**
 * A letter that its server put off arrives after the card has said how many got theirs: they are counted again, and the
 * card says so. Found in the record, so that nobody is forgotten whatever becomes of this process.
 */
export const startCountingLate = ({ letters, reads, door, clock, log }: Parts): Loop =>
  startRounds('late-letters', everyMs, log, async () => {
    for (const { mailing, incident: id, sent } of await letters.arrivedLately()) {
      const incident = await reads.incident(id)
      const update = incident && newestUpdate(incident)
      // The card tells of the newest update alone.
      if (update === undefined || deliveryOf(update.id, 'email') !== mailing) continue
      const known = incident?.customers?.reached.find(({ to }) => to === 'email')
      // Until all had their first try, the outlet counts.
      if (known?.state !== 'arrived' || (known.count ?? 0) >= sent) continue
      await door({
        type: 'record-publication',
        id: commandId(`letters/${mailing}/${sent}`),
        at: clock.now(),
        by: { kind: 'slack' },
        on: { incident: id },
        update: update.id,
        to: 'email',
        count: sent,
      })
    }
  })
