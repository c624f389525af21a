import type { Log } from '../app/ports.ts'
import type { Restores } from '../app/restores.ts'
import { numberInChannelName } from '../domain/channel-name.ts'
import { channelId } from '../domain/ids.ts'
import { channelsOfBot } from './perform/channel.ts'
import { graceMs } from './perform/look.ts'
import type { PerformParts } from './perform/parts.ts'

type Parts = Pick<PerformParts, 'call' | 'bot'> & { readonly restores: Restores; readonly log: Log }

/**
 * At the first start after a restore, before anything is declared: looks through our channels for incidents that were
 * declared after the backup and so are lost. Each is named in the log for the operator and in `/incident health`, and
 * no number that stands in a channel's name is given again. Without a restore it asks nothing of Slack. Throws
 * `Failure` if Slack does not answer: the next start looks again.
 */
export const lookAfterRestore = async ({ call, bot, restores, log }: Parts): Promise<void> => {
  const backupAt = await restores.unlooked()
  if (backupAt === undefined) return
  const ours = []
  for await (const { id, name, creator, created = 0 } of channelsOfBot({ call }, { archivedToo: true })) {
    const number = numberInChannelName(name)
    if (creator === bot.user && number !== undefined) {
      // Older ones may be of incidents that were let go.
      ours.push({ id: channelId(id), name, number, isNew: created * 1000 >= backupAt - graceMs })
    }
  }
  const lost = await restores.strangers(ours.filter(({ isNew }) => isNew))
  for (const { id, name, number } of lost) {
    const facts = { event: 'incident-after-backup', channel: id, name, number }
    log.warn(facts, 'This channel is of an incident that was declared after the backup: Stanch knows nothing of it')
  }
  const highest = Math.max(0, ...ours.map(({ number }) => number))
  await restores.looked(
    highest,
    lost.map(({ id: channel, name, number }) => ({ channel, name, number })),
  )
  const facts = { event: 'restored', backupAt: new Date(backupAt).toISOString(), highest, lost: lost.length }
  log.info(facts, 'Restored from a backup: Slack was searched for what has been made there since')
}
