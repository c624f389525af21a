import { z } from 'zod'
import { textIn } from '../../text/text.ts'
import { isRefusal } from '../failures.ts'
import { leadQuestion } from '../views/post-role.ts'
import { mustHaveChannel } from './channel.ts'
import type { Performer } from './parts.ts'
import { update } from './send.ts'

/** The question who leads, with its answer once there is one. One that somebody deleted is not asked again. */
export const showLeadQuestion: Performer<'show-lead-question'> = async (row, incident, parts) => {
  const { leadQuestion: asked } = incident
  if (asked === undefined) return undefined
  const shown = leadQuestion(asked.to, incident, textIn(incident.language))
  await update(parts, { channel: mustHaveChannel(incident), ts: asked.ts }, shown, row.effect)
  return undefined
}

/** Takes one of our messages away; that somebody was quicker is as well. */
export const removeMessage: Performer<'remove-message'> = async (row, incident, parts) => {
  try {
    await parts.call('chat.delete', { channel: mustHaveChannel(incident), ts: row.effect.ts }, z.object({}))
  } catch (error) {
    if (!isRefusal(error, 'message_not_found')) throw error
  }
  return undefined
}
