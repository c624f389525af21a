import { updateEvery } from '../cadence.ts'
import { channelNameFor } from '../channel-name.ts'
import { cleanLine, cleanText, clip, textLimit, titleLimit } from '../clean.ts'
import type { Beginning, PersonCommand } from '../commands.ts'
import type { Declaration } from '../declaration.ts'
import type { Moment } from '../ids.ts'
import type { AffectedService } from '../impact.ts'
import { hasEnded, severities, type Incident, type Severity } from '../incident.ts'
import { cleanResolution } from '../resolution.ts'
import { mayAct, mustBePerson } from '../standing.ts'
import type { Decision, Rules, Situation } from '../situation.ts'
import { proposedSeverity } from '../triage.ts'
import { eachOnce, refuseServices } from './impact.ts'
import { overturned } from './customers.ts'
import { happened, refuse, refuseByTriage, refuseIfEnded, refuseText, unchanged } from './outcome.ts'
import { recurrenceFound } from './recurrence.ts'

type Of<Type extends PersonCommand['type']> = Extract<PersonCommand, { type: Type }>

/**
 * Begins an incident: declared outright, or reported and so waiting for somebody's judgement. Where guests may only
 * report, what a guest declares is a report; it names no services, whose owners are called to incidents alone.
 */
export const decideBeginning = (command: Beginning, situation: Situation, rules: Rules): Decision => {
  if (situation.incident !== undefined) return unchanged
  const declaration = declarationOf(command, situation.nextNumber)
  if (declaration.title === '') return refuse({ code: 'title-empty' })
  if (command.type === 'report') {
    const { signs, affected } = command.report
    const report = { ...(signs !== undefined && { signs }), affected: clip(cleanText(affected), affectedLimit) }
    return happened({ type: 'incident-reported', ...declaration, severity: proposedSeverity(signs), report })
  }
  const isOnlyReport = command.by.kind === 'person' && !mayAct(command.by.standing, rules)
  if (isOnlyReport) return happened({ type: 'incident-reported', ...declaration, report: { affected: '' } })
  // With it or not at all: what somebody said while declaring must not be lost between two commits.
  const services = eachOnce(command.services ?? [])
  return (
    refuseServices(services) ??
    happened(
      { type: 'incident-declared', ...declaration },
      ...hurt(services),
      ...recurrenceFound({ status: 'investigating' }, situation.earlier),
    )
  )
}

const hurt = (services: readonly AffectedService[]) =>
  services.length === 0 ? [] : [{ type: 'impact-stated', statement: { part: 'services', to: services } } as const]

/** Who is affected is said in a line or two. */
const affectedLimit = 500

/** A title longer than a line is kept whole in the description: nobody retypes on a bad day. */
const declarationOf = (command: Beginning, number: number): Declaration => {
  const whole = cleanLine(command.title)
  const title = clip(whole, titleLimit)
  const description = [title === whole ? '' : whole, cleanText(command.description)]
    .filter((part) => part !== '')
    .join('\n')
  const { kind, language, source } = command
  return {
    number,
    title,
    severity: command.type === 'declare' ? command.severity : proposedSeverity(undefined),
    kind,
    description: clip(description, textLimit),
    language,
    channelName: channelNameFor(number, title),
    ...(source !== undefined && { source }),
    ...(command.type === 'declare' && command.trial === true && { trial: true as const }),
  }
}

/** Joining twice is allowed: somebody who left the channel is let in again. */
export const decideJoin = (command: Of<'join'>): Decision =>
  happened({ type: 'member-joined', user: mustBePerson(command) })

/** Severity, status, title and language: what stands on the card. */
export const decideSettings = (
  command: Of<'set-severity' | 'set-status' | 'rename' | 'set-language'>,
  incident: Incident,
): Decision => {
  switch (command.type) {
    case 'set-severity': {
      const ended = refuseIfEnded(incident)
      if (ended !== undefined) return ended
      const { severity: from, nextUpdateDue: due } = incident
      const to = command.severity
      if (from === to) return unchanged
      return happened({ type: 'severity-changed', from, to, nextUpdateDue: replanned(from, to, due, command.at) })
    }
    case 'set-status': {
      const ended = refuseIfEnded(incident)
      if (ended !== undefined) return ended
      if (incident.status === command.status) return unchanged
      return happened({ type: 'status-changed', from: incident.status, to: command.status })
    }
    case 'rename': {
      const title = cleanLine(command.title)
      if (title === '') return refuse({ code: 'title-empty' })
      if (title.length > titleLimit) return refuse({ code: 'title-too-long', length: title.length, limit: titleLimit })
      return title === incident.title ? unchanged : happened({ type: 'title-changed', from: incident.title, to: title })
    }
    case 'set-language':
      return command.language === incident.language
        ? unchanged
        : happened({ type: 'language-changed', to: command.language })
  }
}

/** A rise in severity never puts an update off that was due sooner; anything else starts a new wait. */
const replanned = (from: Severity, to: Severity, due: Moment | undefined, at: Moment): Moment => {
  const fresh = at + updateEvery(to)
  const rises = severities.indexOf(to) < severities.indexOf(from)
  return rises && due !== undefined && due > at ? Math.min(due, fresh) : fresh
}

/** Over: resolved with what fixed it, or cancelled as a false alarm. */
export const decideEnd = (command: Of<'resolve' | 'cancel'>, incident: Incident): Decision => {
  const ended = refuseIfEnded(incident)
  if (ended !== undefined) return ended
  if (command.type === 'cancel') {
    return happened({ type: 'incident-cancelled', why: clip(cleanText(command.why), textLimit) })
  }
  const resolution = cleanResolution(command.resolution)
  return refuseText(resolution.fix, textLimit) ?? happened({ type: 'incident-resolved', resolution })
}

/** Only what has ended can be opened again; a declined report waits in triage again, and a merged one is un-merged. */
export const decideReopen = (command: Of<'reopen'>, incident: Incident): Decision => {
  if (!hasEnded(incident) && incident.status !== 'triage')
    return refuse({ code: 'still-open', number: incident.number })
  const elsewhere = incident.status === 'declined' ? undefined : refuseByTriage(incident)
  if (elsewhere !== undefined) return refuse(elsewhere)
  const why = clip(cleanText(command.why), textLimit)
  const nextUpdateDue = command.at + updateEvery(incident.severity)
  return happened({ type: 'incident-reopened', why, nextUpdateDue }, ...overturned(incident))
}
