import type { Letters, Mailing, Untold } from '../app/letters.ts'
import { startRounds, type Loop } from '../app/loop.ts'
import type { Log, Reads } from '../app/ports.ts'
import type { Incident } from '../domain/incident.ts'
import { openFor } from '../domain/incident.ts'

type Parts = {
  readonly letters: Pick<Letters, 'untold' | 'mail'>
  readonly reads: Pick<Reads, 'incident'>
  /** Letters were written. */
  readonly onMailed: () => void
  readonly log: Log
}

const everyMs = 5_000

/**
 * Writes to colleagues what has been declared, resolved and published as a postmortem: found in the record, so that
 * nothing is forgotten whatever becomes of this process, and told once, whichever replica finds it.
 */
export const startTellingColleagues = ({ letters, reads, onMailed, log }: Parts): Loop =>
  startRounds('colleagues', everyMs, log, async () => {
    for (const one of await letters.untold()) {
      const incident = await reads.incident(one.incident)
      if (incident === undefined || isTooSoon(one, incident)) continue
      await letters.mail(`internal/${one.id}`, one.incident, contentOf(one, incident), 'internal')
      onMailed()
    }
  })

/** A channel that is about to open is worth a moment: the letter leads there. */
const isTooSoon = ({ word, ageMs }: Untold, { channel }: Incident): boolean =>
  word === 'declared' && channel === undefined && ageMs < channelWithinMs

const channelWithinMs = 30_000

const contentOf = ({ word, at }: Untold, incident: Incident): Mailing => {
  const { number, title, severity, channel, resolved } = incident
  const isOver = word !== 'declared' && resolved !== undefined
  return {
    kind: 'internal',
    word,
    number,
    title,
    severity,
    at,
    ...(channel !== undefined && { channel }),
    ...(isOver && { fix: resolved.fix, afterMs: openFor(incident, resolved.at) }),
  }
}
