import { updateEvery } from '../cadence.ts'
import { channelNameFor } from '../channel-name.ts'
import { cleanLine, cleanText, clip, textLimit, titleLimit } from '../clean.ts'
import type { PersonCommand } from '../commands.ts'
import type { Moment } from '../ids.ts'
import { severities, type Incident, type Severity } from '../incident.ts'
import { mustBePerson } from '../standing.ts'
import type { Decision, Situation } from '../situation.ts'
import { happened, refuse, refuseIfEnded, refuseText, unchanged } from './outcome.ts'

type Of<Type extends PersonCommand['type']> = Extract<PersonCommand, { type: Type }>

/** Declares. A title longer than a line is kept whole in the description: nobody retypes on a bad day. */
export const decideDeclare = (command: Of<'declare'>, situation: Situation): Decision => {
  if (situation.incident !== undefined) return unchanged
  const whole = cleanLine(command.title)
  if (whole === '') return refuse({ code: 'title-empty' })
  const title = clip(whole, titleLimit)
  const description = [title === whole ? '' : whole, cleanText(command.description)]
    .filter((part) => part !== '')
    .join('\n')
  const { severity, kind, language, source } = command
  const number = situation.nextNumber
  return happened({
    type: 'incident-declared',
    number,
    title,
    severity,
    kind,
    description: clip(description, textLimit),
    language,
    channelName: channelNameFor(number, title),
    ...(source !== undefined && { source }),
  })
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

/** Over: resolved with what fixed it, or cancelled as a false alarm or a duplicate. */
export const decideEnd = (command: Of<'resolve' | 'cancel'>, incident: Incident): Decision => {
  const ended = refuseIfEnded(incident)
  if (ended !== undefined) return ended
  if (command.type === 'cancel') {
    const { duplicateOf } = command
    if (duplicateOf?.incident === incident.id) return refuse({ code: 'duplicate-of-itself' })
    return happened({
      type: 'incident-cancelled',
      why: clip(cleanText(command.why), textLimit),
      ...(duplicateOf !== undefined && { duplicateOf: duplicateOf.incident, duplicateNumber: duplicateOf.number }),
    })
  }
  const { fix, verified, canReturn, thanks } = command.resolution
  const resolution = {
    fix: cleanText(fix),
    verified: clip(cleanText(verified), textLimit),
    canReturn: clip(cleanText(canReturn), textLimit),
    thanks: clip(cleanText(thanks), textLimit),
  }
  return refuseText(resolution.fix, textLimit) ?? happened({ type: 'incident-resolved', resolution })
}

/** Only what has ended can be opened again. */
export const decideReopen = (command: Of<'reopen'>, incident: Incident): Decision => {
  if (incident.resolved === undefined && incident.cancelled === undefined) {
    return refuse({ code: 'still-open', number: incident.number })
  }
  const why = clip(cleanText(command.why), textLimit)
  return happened({ type: 'incident-reopened', why, nextUpdateDue: command.at + updateEvery(incident.severity) })
}
