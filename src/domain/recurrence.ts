import { clip } from './clean.ts'
import type { Earlier } from './earlier.ts'
import type { AffectedService } from './impact.ts'
import type { Incident, Kind } from './incident.ts'
import { serviceKey } from './services.ts'

const day = 24 * 60 * 60_000
/** How long after an incident was resolved the same trouble counts as that one again, in ms. */
export const recursWithin = 30 * day

/** A line on the card and in an answer. */
const fixShown = 300

/**
 * What incidents of the same trouble have in common: a key for each service that one hurts, with its kind. None where
 * nobody named a service, for then nothing can be said.
 */
export const troubleKeys = (kind: Kind, services: readonly AffectedService[] = []): readonly string[] =>
  services.map(({ name }) => `${kind}/${serviceKey(name)}`)

/** What an incident can be found by once its trouble comes back; undefined unless it was resolved. */
export const foundAgainBy = ({ status, kind, impact }: Incident): readonly string[] | undefined => {
  const keys = status === 'resolved' ? troubleKeys(kind, impact?.services) : []
  return keys.length === 0 ? undefined : keys
}

/** A resolved incident, as the one that came after it keeps it; undefined for one that is not. */
export const earlierOf = ({ id, number, status, resolved, channel, postmortem }: Incident): Earlier | undefined => {
  if (status !== 'resolved' || resolved === undefined) return undefined
  const root = postmortem.messages.root?.ts
  return {
    incident: id,
    number,
    ...(channel !== undefined && { channel }),
    resolvedAt: resolved.at,
    fix: inShort(resolved.fix),
    ...(root !== undefined && { postmortem: root }),
  }
}

/** A fix as it is kept beside another incident. */
export const inShort = (fix: string): string => clip(fix, fixShown)
