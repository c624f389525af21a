import { cleanText } from '../clean.ts'
import type { PersonCommand } from '../commands.ts'
import {
  type AffectedService,
  affectedServicesLimit,
  type Impact,
  impactParts,
  type ImpactStatement,
  impactTextLimit,
  isBlank,
  isKnown,
} from '../impact.ts'
import type { Incident } from '../incident.ts'
import type { Moment } from '../ids.ts'
import { serviceKey } from '../services.ts'
import type { Decision, Situation } from '../situation.ts'
import { happened, refuse, refuseText, unchanged } from './outcome.ts'
import { recurrenceFound } from './recurrence.ts'
import { refuseMoment } from './words.ts'

/**
 * Whom it hurts, and of what kind it is, may be said after the end too: that is when it is known best. Only what is new
 * is recorded.
 */
export const decideImpact = (
  command: Extract<PersonCommand, { type: 'state-impact' }>,
  { incident, earlier }: Pick<Situation, 'earlier'> & { readonly incident: Incident },
): Decision => {
  const known: Impact = incident.impact ?? {}
  const said = command.statements.map(cleaned)
  for (const statement of said) {
    const no = refuseStatement(statement, command.at, incident)
    if (no !== undefined) return no
  }
  const withdrawn = impactParts.filter((part) => command.withdrawn.includes(part) && known[part] !== undefined)
  const kind = command.reclassified?.kind ?? incident.kind
  const changed = kind === incident.kind ? [] : [{ type: 'kind-changed', from: incident.kind, to: kind } as const]
  const isSilent = said.length === 0 && withdrawn.length === 0
  if (isSilent && command.reclassified === undefined)
    return isBlank(known) ? refuse({ code: 'impact-empty' }) : unchanged
  const fresh = said.filter((one) => !isKnown(known, one))
  const isFindable = changed.length > 0 || fresh.some(({ part }) => part === 'services')
  return happened(
    ...changed,
    ...fresh.map((statement) => ({ type: 'impact-stated', statement }) as const),
    ...(isFindable ? recurrenceFound(incident, earlier) : []),
    ...withdrawn.map((part) => ({ type: 'impact-withdrawn', part }) as const),
  )
}

const cleaned = (statement: ImpactStatement): ImpactStatement => {
  switch (statement.part) {
    case 'who':
    case 'meaning':
      return { part: statement.part, to: cleanText(statement.to) }
    case 'workaround': {
      const { to } = statement
      return { part: 'workaround', to: to.is === 'none' ? to : { is: 'known', how: cleanText(to.how) } }
    }
    case 'services':
      return { part: 'services', to: eachOnce(statement.to) }
    case 'count':
    case 'since':
    case 'found':
    case 'until':
      return statement
  }
}

/** Services as they are recorded: each once, as it was named first. */
export const eachOnce = (services: readonly AffectedService[]): readonly AffectedService[] => {
  const keys = services.map(({ name }) => serviceKey(name))
  return services.filter((_, nth) => keys.indexOf(keys[nth] ?? '') === nth)
}

const refuseStatement = (statement: ImpactStatement, now: Moment, incident: Incident): Decision | undefined => {
  switch (statement.part) {
    case 'who':
    case 'meaning':
      return refuseText(statement.to, impactTextLimit)
    case 'workaround':
      return statement.to.is === 'none' ? undefined : refuseText(statement.to.how, impactTextLimit)
    case 'services':
      return refuseServices(statement.to)
    case 'since': {
      const wrong = refuseMoment(statement.to, now, incident)
      if (wrong === undefined) return undefined
      return refuse(wrong.code === 'time-in-future' ? { code: 'impact-since-in-future', at: statement.to } : wrong)
    }
    case 'until':
      // One that has passed since it was said is known already, and stays as it was said.
      return statement.to <= now && statement.to !== incident.impact?.until
        ? refuse({ code: 'impact-until-in-past', at: statement.to })
        : undefined
    case 'count':
    case 'found':
      return undefined
  }
}

/** Why so many services cannot be named; undefined if they can. `services` each once. */
export const refuseServices = (services: readonly AffectedService[]): Decision | undefined =>
  services.length > affectedServicesLimit
    ? refuse({ code: 'too-many-services', limit: affectedServicesLimit })
    : undefined
