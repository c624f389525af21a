import { z } from 'zod'
import { Failure } from '../app/failure.ts'
import type { Call } from './call.ts'

const channelInfo = z.object({
  channel: z.object({ is_archived: z.boolean().default(false), is_member: z.boolean().default(false) }),
})

/**
 * Whether a channel is open and Stanch in it now. News of a channel, and a refused call, may come late: by then it may be
 * open again, and what would bring it back into reach has been heard before. False too where Slack does not say: what
 * it said then stands. https://docs.slack.dev/reference/methods/conversations.info
 */
export const isOpenNow = async (channel: string, call: Call): Promise<boolean> => {
  try {
    const { channel: now } = await call('conversations.info', { channel }, channelInfo)
    return now.is_member && !now.is_archived
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}
