import { z } from 'zod'
import { Failure } from '../../app/failure.ts'
import { textIn } from '../../text/text.ts'
import { isRefusal } from '../failures.ts'
import { card } from '../views/card.ts'
import { mustHaveChannel } from './channel.ts'
import { answer, type Performer } from './parts.ts'
import { post, update } from './send.ts'

/** The one card of an incident, drawn from its newest state. If somebody deleted it, it is posted anew. */
export const showCard: Performer<'show-card'> = async (row, incident, parts) => {
  // Before there is a channel there is nowhere to draw; `channel-opened` asks for the card again.
  if (incident.channel === undefined) return undefined
  const { channel } = incident
  const shown = card(incident, parts.clock.now(), textIn(incident.language))
  if (incident.card !== undefined && (await update(parts, { channel, ts: incident.card }, shown, row.effect)))
    return undefined
  const { ts } = await post(row, parts, { channel }, shown)
  return { ...answer(row, incident, parts), type: 'record-card', ts }
}

/** Pins the card; that it is pinned already is as well. */
export const pinCard: Performer<'pin-card'> = async (row, incident, parts) => {
  if (incident.card === undefined) throw new Failure('card_not_posted_yet', { kind: 'wait', inMs: 500 })
  try {
    await parts.call('pins.add', { channel: mustHaveChannel(incident), timestamp: incident.card }, z.object({}))
  } catch (error) {
    if (!isRefusal(error, 'already_pinned')) throw error
  }
  return { ...answer(row, incident, parts), type: 'record-pin' }
}
