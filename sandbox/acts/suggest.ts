import { z } from 'zod'
import type { Parts } from '../parts.ts'
import { app, verificationToken } from '../workspace/identity.ts'
import { viewShape } from '../workspace/shapes.ts'
import type { User } from '../workspace/state.ts'
import type { Outcome } from './command.ts'
import { controlOn } from './press.ts'
import type { Surface, Use } from './press.ts'
import { nameOf, teamPart, userPart } from './who.ts'

const answer = z.object({
  options: z.array(z.record(z.string(), z.unknown())).default([]),
  option_groups: z.array(z.object({ options: z.array(z.record(z.string(), z.unknown())) })).default([]),
})

/** Types into a menu whose options the app supplies; resolves with those it offers. */
export const suggest = async (
  parts: Parts,
  user: User,
  surface: Surface,
  use: Use,
  typed: string,
): Promise<Outcome & { options: Record<string, unknown>[] }> => {
  const { blockId, actionId } = controlOn(surface, use)
  const place =
    surface.kind === 'view'
      ? { container: { type: 'view', view_id: surface.view.id }, view: viewShape(surface.view) }
      : {
          container: { type: 'message', message_ts: surface.message.ts, channel_id: surface.channel.id },
          channel: { id: surface.channel.id, name: nameOf(surface.channel) },
        }
  const ack = await parts.delivery.ask('interactive', {
    type: 'block_suggestion',
    user: userPart(user),
    team: teamPart(user),
    api_app_id: app.id,
    token: verificationToken,
    action_id: actionId,
    block_id: blockId,
    value: typed,
    ...place,
  })
  if (!ack.ok) return { ok: false, ms: ack.ms, error: ack.error, options: [] }
  const { options, option_groups: groups } = answer.parse(ack.body ?? {})
  return { ok: true, ms: ack.ms, options: [...options, ...groups.flatMap((group) => group.options)] }
}
