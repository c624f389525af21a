import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Failure } from '../app/failure.ts'
import type { Call } from './call.ts'
import { channelSet } from './perform/announcement.ts'
import type { PerformParts } from './perform/parts.ts'

/** The channels of this workspace in which customers, or those who speak to them, read public updates. */
export type CustomerChannels = {
  /** Those that the settings name, each with its id; undefined where Stanch is in no such channel, or Slack says it late. */
  standing(): Promise<readonly { readonly set: string; readonly id: string | undefined }[]>
  /** Those of these ids in which Stanch cannot post; `name` where Slack tells it. */
  closed(ids: readonly string[]): Promise<readonly { readonly id: string; readonly name: string | undefined }[]>
}

/** Slack gives three seconds for everything that a form takes. */
const withinMs = 1_000

const info = z.object({
  channel: z.object({
    name: z.string().optional(),
    is_member: z.boolean().default(false),
    is_archived: z.boolean().default(false),
  }),
})

/** Asks Slack. What it does not say in time is taken for well: the publication itself says what became of it. */
export const customerChannelsOf = (
  set: readonly string[],
  parts: { readonly call: Call; readonly bot: PerformParts['bot'] },
): CustomerChannels => ({
  standing: () =>
    Promise.all(
      set.map(async (one) => ({
        set: one,
        id: await inTime(
          () => channelSet(one, parts),
          () => undefined,
        ),
      })),
    ),
  closed: async (ids) => {
    const found = await Promise.all(
      ids.map((id) =>
        inTime(
          async () => {
            const { channel } = await parts.call('conversations.info', { channel: id }, info)
            return channel.is_member && !channel.is_archived ? undefined : { id, name: channel.name }
          },
          // A private channel that Stanch is not in is told as one that is not there.
          ({ code }) => (code === 'channel_not_found' ? { id, name: undefined } : undefined),
        ),
      ),
    )
    return found.filter((one) => one !== undefined)
  },
})

const inTime = async <Found>(
  ask: () => Promise<Found>,
  failed: (failure: Failure) => Found | undefined,
): Promise<Found | undefined> => {
  const asked = ask().catch((error: unknown) => {
    if (error instanceof Failure) return failed(error)
    throw error
  })
  return Promise.race([asked, pause(withinMs, undefined, { ref: false })])
}
