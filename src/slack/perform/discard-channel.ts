import { z } from 'zod'
import { heldByNobody } from './channel.ts'
import type { PerformParts, Row } from './parts.ts'
import { mustBeDone, unless } from './surplus.ts'

/**
 * Tidies up a channel that was opened too late, when somebody else had opened (or adopted) one for the incident
 * already. Slack lets a bot delete no channel (docs.slack.dev/reference/methods/admin.conversations.delete), so it is
 * renamed, for its name says that there is an incident, and archived. One that an incident holds is never touched;
 * whether the incident takes it is known only when the row that asked for a channel is done with.
 */
export const discardChannel = async ({ effect }: Row<'discard-channel'>, parts: PerformParts): Promise<undefined> => {
  const { mark, name, since } = effect
  await mustBeDone(mark, parts.outbox)
  const isNamed = (channel: { readonly id: string; readonly name: string }): boolean =>
    channel.name === name || channel.name === unusedName(name, channel.id)
  for await (const { id, name: called } of heldByNobody(isNamed, since, parts)) {
    const unused = unusedName(name, id)
    parts.log.warn({ event: 'channel-discarded', channel: id, name: unused }, 'It was opened too late; nobody needs it')
    // Where only people may rename, the archive has to do.
    if (called !== unused) {
      await parts.call('conversations.rename', { channel: id, name: unused }, nothing).catch(unless('not_authorized'))
    }
    await parts.call('conversations.archive', { channel: id }, nothing).catch(unless('already_archived'))
  }
}

const nothing = z.object({})

/** At most 80 characters (docs.slack.dev/reference/methods/conversations.rename), and the same each time. */
const unusedName = (name: string, channel: string): string =>
  `${name.slice(0, 60)}-unused-${channel.slice(-4).toLowerCase()}`
