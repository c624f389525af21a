import type { Command } from '../commands.ts'
import type { Effect, News, Post } from '../effects.ts'
import type { Moment } from '../ids.ts'
import type { Incident } from '../incident.ts'
import { personOf } from '../standing.ts'

/**
 * An event in its place: the incident before and after its command, when it happened, and the command that caused it.
 */
export type Change = {
  readonly before: Incident | undefined
  readonly after: Incident
  readonly at: Moment
  readonly command: Command
}

/* Drawn from the newest state when they are sent, so they carry nothing. */
export const card: Effect = { type: 'show-card' }
/** The announcement, redrawn from the newest state. */
export const announcement: Effect = { type: 'show-announcement' }
/** The channel's topic, set from the newest state. */
export const topic: Effect = { type: 'set-topic' }
/** The postmortem's root, on which its thread hangs. */
export const rootPart: Effect = { type: 'show-postmortem', part: 'root' }
/** The question who leads, redrawn where it stands. */
export const leadQuestion: Effect = { type: 'show-lead-question' }

/** A post in the channel itself, for everyone. */
export const inChannel = (incident: Incident, post: Post): Effect => ({
  type: 'post',
  post,
  language: incident.language,
  in: 'channel',
})
/** A post in the card's thread, where it disturbs those it names. */
export const inThread = (incident: Incident, post: Post): Effect => ({
  type: 'post',
  post,
  language: incident.language,
  in: 'card-thread',
})

/** Said to the command's sender alone; nothing if no person sent it. */
export const answered = (command: Command, news: News): readonly Effect[] => {
  const user = personOf(command)
  return user === undefined ? [] : [{ type: 'answer', command: command.id, user, news }]
}
