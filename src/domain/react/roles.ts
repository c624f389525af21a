import type { Effect, News, Post } from '../effects.ts'
import type { IncidentEvent } from '../events.ts'
import type { UserId } from '../ids.ts'
import { isOpen, type Incident, type Role } from '../incident.ts'
import { mustBePerson, personOf } from '../standing.ts'
import { answersFor } from '../triage.ts'
import { announcement, inThread, leadQuestion, type Change } from './asks.ts'

/** The announcement names the lead, and no other role; the question who leads is answered, or open again. */
export const ofLead = (role: Role, after: Incident): readonly Effect[] =>
  role === 'lead' ? [announcement, ...questionDrawn(after)] : []

/** The question who leads, where it was asked, as it stands now. */
export const questionDrawn = ({ leadQuestion: asked }: Incident): readonly Effect[] =>
  asked === undefined ? [] : [leadQuestion]

/** Nobody leads, and somebody should. */
export const wantsLead = (incident: Incident): boolean => isOpen(incident) && incident.roles.lead === undefined

/**
 * Asks one person to take or give the lead, in the card's thread, and once: whoever opened it, when the card is there. A
 * guest could not take it, so where a guest declared the first who joins is asked (guests cannot join by our button).
 */
export const leadAsked = (
  event: Extract<IncidentEvent, { type: 'card-posted' | 'member-joined' }>,
  { before, after }: Change,
): readonly Effect[] => {
  if (!wantsLead(after) || after.leadQuestion !== undefined) return []
  if (event.type === 'card-posted') {
    const to = answersFor(after)
    return to === undefined ? [] : [inThread(after, { say: 'lead-wanted', to })]
  }
  const isFirst = before?.members.length === 1 && after.members.length > 1
  return isFirst && answersFor(after) === undefined ? [inThread(after, { say: 'lead-wanted', to: event.user })] : []
}

/** The new holder gets the duties, the former one is told, and a claim in a message is acknowledged under it. */
export const toldOfRole = (
  event: Extract<IncidentEvent, { type: 'role-assigned' }>,
  change: Change,
): readonly Effect[] => {
  const { role, to, from, heardIn } = event
  const { after, command } = change
  const by = personOf(command)
  const duties: News = {
    say: 'role-duties',
    role,
    ...(by !== undefined && by !== to && { givenBy: by }),
    ...(from !== undefined && { from }),
  }
  const effects: Effect[] = [{ type: 'tell', user: to, news: duties }]
  // Whoever is given a role may never have been in the channel; whoever speaks there is.
  if (command.type !== 'undo-role' && by !== to && !after.members.includes(to))
    effects.push({ type: 'invite', user: to })
  if (from !== undefined && from !== by)
    effects.push({ type: 'tell', user: from, news: { say: 'role-taken-over', role, to } })
  if (heardIn !== undefined && command.type === 'hear-message') {
    const post: Post = { say: 'role-heard', role, to, ...(from !== undefined && { from }), heardIn }
    const thread = command.message.threadTs ?? command.message.ts
    effects.push({ type: 'post', post, language: after.language, in: { thread } })
  }
  return [...effects, ...undone(role, to, change)]
}

/** Where *Undo* was pressed, the thread says so: the claim above it no longer holds. */
export const undone = (role: Role, to: UserId | undefined, { after, command }: Change): readonly Effect[] => {
  if (command.type !== 'undo-role') return []
  const post: Post = { say: 'role-undone', role, by: mustBePerson(command), ...(to !== undefined && { to }) }
  return [{ type: 'post', post, language: after.language, in: { thread: command.thread } }]
}
