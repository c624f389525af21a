import type { Effect, News, Post } from '../effects.ts'
import type { IncidentEvent } from '../events.ts'
import type { UserId } from '../ids.ts'
import type { Role } from '../incident.ts'
import { mustBePerson, personOf } from '../standing.ts'
import { announcement, type Change } from './asks.ts'

/** The announcement names the lead, and no other role. */
export const ofLead = (role: Role): readonly Effect[] => (role === 'lead' ? [announcement] : [])

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
