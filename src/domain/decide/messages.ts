import type { Mentioned, MessageCommand, PersonCommand, Spoken } from '../commands.ts'
import type { IncidentEvent, MessageVersion, RecordedEvent, SpokenEntry } from '../events.ts'
import { isOpen, type Incident } from '../incident.ts'
import { listen, type Finding } from '../listen.ts'
import { mayAct, mustBePerson } from '../standing.ts'
import type { Decision, Happening, Rules, Situation } from '../situation.ts'
import { momentOf, userId, type UserId } from '../ids.ts'
import { messageAbout } from '../message-history.ts'
import { unchanged } from './outcome.ts'

type Here = Situation & { readonly incident: Incident }
type Heard = MessageCommand | Extract<PersonCommand, { type: 'mark-message' }>

/**
 * What people say in the channel. Nothing here is refused aloud: somebody is talking, not asking us. A Slack event that
 * comes twice, or after what it should have come before, changes nothing or finds its place by the message's ts.
 */
export const decideMessage = (command: Heard, here: Here, rules: Rules): Decision => {
  const known = messageAbout(here.about)
  switch (command.type) {
    case 'hear-message': {
      if (here.about.some((event) => event.type === 'message-heard')) return unchanged
      const { message } = command
      const found = findings(message, command.timeZone)
      const roles =
        command.by.kind === 'person' &&
        mayAct(command.by.standing, rules) &&
        isOpen(here.incident) &&
        known?.edited !== true &&
        known?.deleted !== true
          ? claims(found, command, here.incident, rules)
          : []
      const event: IncidentEvent = { type: 'message-heard', message: version(message, found, command.mentioned) }
      return { happenings: [{ event, at: momentOf(message.ts), about: message.ts }, ...roles] }
    }
    case 'hear-edit': {
      const { message } = command
      if (
        known?.latest?.text === version(message, [], command.mentioned).text &&
        known.latest.files.length === message.files.length
      )
        return unchanged
      const found = findings(message, command.timeZone)
      return about(message.ts, { type: 'message-edited', message: version(message, found, command.mentioned) })
    }
    case 'hear-deletion':
      return known?.deleted === true ? unchanged : about(command.ts, { type: 'message-deleted', ts: command.ts })
    case 'pin-message':
    case 'unpin-message': {
      if (command.by.kind !== 'person' || !mayAct(command.by.standing, rules)) return unchanged
      const user = mustBePerson(command)
      const type = command.type === 'pin-message' ? 'message-pinned' : 'message-unpinned'
      // An un-pin may come before its pin, so it counts even where nothing is pinned yet.
      if (lastPinBy(user, here.about)?.type === type) return unchanged
      return about(command.ts, { type, ts: command.ts, user })
    }
    case 'mark-message': {
      if (known?.marked === true) return unchanged
      const { message } = command
      return about(message.ts, { type: 'message-marked', message: known?.latest ?? version(message, [], {}) })
    }
  }
}

const lastPinBy = (user: UserId, events: readonly RecordedEvent[]) =>
  events
    .flatMap((event) =>
      (event.type === 'message-pinned' || event.type === 'message-unpinned') && event.user === user ? [event] : [],
    )
    .toSorted((a, b) => a.at - b.at || a.seq - b.seq)
    .at(-1)

const about = (ts: string, event: IncidentEvent): Decision => ({ happenings: [{ event, about: ts }] })

const findings = (message: Spoken, timeZone: string): readonly Finding[] =>
  message.user === undefined ? [] : listen({ text: message.text, by: message.user, at: momentOf(message.ts), timeZone })

const version = (
  message: Spoken,
  found: readonly Finding[],
  mentioned: Readonly<Record<string, Mentioned>>,
): MessageVersion => {
  const named = (text: string) =>
    text.replace(/<@(\w+)>/g, (_token, user: string) => {
      const known = Object.hasOwn(mentioned, user) ? mentioned[user]?.name : undefined
      return `@${known ?? user}`
    })
  const entries = found.flatMap((finding): readonly SpokenEntry[] => {
    if (finding.kind === 'entry-spoken') return [{ text: named(finding.text), at: finding.at, foundByWords: false }]
    if (finding.kind !== 'turning-point') return []
    return [{ text: named(finding.text), at: momentOf(message.ts), foundByWords: true }]
  })
  return { ...message, text: named(message.text), entries }
}

/** Roles claimed in a message, for people who may hold one; the last word of the message on each role counts. */
const claims = (
  found: readonly Finding[],
  command: Extract<MessageCommand, { type: 'hear-message' }>,
  incident: Incident,
  rules: Rules,
): readonly Happening[] => {
  const speaker = mustBePerson(command)
  const holders = new Map<string, UserId | undefined>()
  const holderOf = (role: keyof Incident['roles']) =>
    holders.has(role) ? holders.get(role) : incident.roles[role]?.holder
  return found.flatMap((finding): readonly Happening[] => {
    if (finding.kind === 'role-released') {
      const { role } = finding
      if (holderOf(role) !== speaker) return []
      holders.set(role, undefined)
      return [{ event: { type: 'role-released', role, from: speaker } }]
    }
    if (finding.kind !== 'role-claimed') return []
    const { role } = finding
    const who = userId(finding.who)
    const known = Object.hasOwn(command.mentioned, who) ? command.mentioned[who] : undefined
    const standing = who === speaker ? 'member' : known?.standing
    const from = holderOf(role)
    if (standing === undefined || !mayAct(standing, rules) || from === who) return []
    holders.set(role, who)
    const event = {
      type: 'role-assigned',
      role,
      to: who,
      ...(from !== undefined && { from }),
      heardIn: command.message.ts,
    } as const
    return [{ event }]
  })
}
