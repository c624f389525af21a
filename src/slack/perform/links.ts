import { z } from 'zod'
import type { Incident } from '../../domain/incident.ts'
import { mergedInto } from '../../domain/triage.ts'
import { isRefusal } from '../failures.ts'
import { mustHaveChannel } from './channel.ts'
import { answer, type Performer } from './parts.ts'

/**
 * Tells the other incident of a merge that this one is a part of it, or is no more: no call of Slack's, but a command
 * of its own, which commits together with this row, so that it is told once whatever becomes of this process.
 */
export const linkIncident: Performer<'link-incident'> = async (row, incident, parts) => {
  const { to, linked, by } = row.effect
  if (linked && willHaveChannel(incident)) mustHaveChannel(incident)
  const { id: from, number, channel, members } = incident
  const command = {
    ...answer(row, incident, parts),
    // What a person may do was decided when they wished it; here it is a fact.
    by: { kind: 'person', user: by, standing: 'member' },
    on: { incident: to },
    from,
    number,
  } as const
  if (!linked) return { ...command, type: 'let-go' }
  const merged = mergedInto(incident)
  const asksChannel = merged?.incident === to && merged.channel === undefined
  return {
    ...command,
    type: 'absorb',
    members,
    ...(channel !== undefined && { channel }),
    ...(asksChannel && { asksChannel }),
  }
}

/** Tells an incident that went into this one where it goes on, by a command of its own, as a link does. */
export const nameChannel: Performer<'name-channel'> = async (row, incident, parts) => {
  const { channel } = incident
  if (channel === undefined) return undefined
  const { id: from } = incident
  return { ...answer(row, incident, parts), on: { incident: row.effect.to }, type: 'learn-channel', from, channel }
}

/**
 * Merged in the seconds between its declare and its channel: what the other one reads is to lead there. A report has no
 * channel to wait for, nor has an incident whose channel Slack refuses.
 */
const willHaveChannel = (incident: Incident): boolean =>
  incident.triage?.merged?.was !== 'triage' && !incident.troubles.some(({ effect }) => effect === 'open-channel')

/** Archives the channel of an incident that went into another; that somebody was quicker is as well. */
export const archiveChannel: Performer<'archive-channel'> = async (_row, incident, parts) => {
  // Un-merged, or opened anew, since this was asked for: people work in it.
  if (incident.status !== 'merged') return undefined
  try {
    await parts.call('conversations.archive', { channel: mustHaveChannel(incident) }, z.object({}))
  } catch (error) {
    if (!isRefusal(error, 'already_archived')) throw error
  }
  return undefined
}
