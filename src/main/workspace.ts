import { Failure } from '../app/failure.ts'
import { type Meter } from '../app/measure.ts'
import type { Log } from '../app/ports.ts'
import type { Config } from '../config.ts'
import { acquainted } from '../slack/acquaintance.ts'
import { lookAfterRestore } from '../slack/after-restore.ts'
import { slackClient } from '../slack/bolt.ts'
import { measuredCall, startCalling } from '../slack/call.ts'
import { startPace } from '../slack/pace.ts'
import { announceChannel } from '../slack/perform/announcement.ts'
import { learnPeople } from '../slack/profiles.ts'
import { accessFrom, whoAmI } from './identity.ts'
import type { OnStop } from './on-stop.ts'
import type { Store } from './store.ts'

type Parts = {
  readonly config: Config
  readonly store: Pick<Store, 'database' | 'clock'>
  readonly meter: Meter
  readonly onStop: OnStop
  readonly log: Log
}

/** The workspace as this process knows it. */
export type Workspace = Awaited<ReturnType<typeof enterWorkspace>>

/**
 * Enters the workspace: who we are in it, who its people are, and what a restore of the database has left there. Rejects
 * with the SDK's error where Slack refuses.
 */
export const enterWorkspace = async ({ config, store, meter, onStop, log }: Parts) => {
  const { database, clock } = store
  const access = accessFrom(config.slack, config.port)
  const client = slackClient(access.botToken, config.slackApiUrl, log, clock.heardFromSlack)
  const { team, bot } = await whoAmI(client)
  const pace = startPace({ limits: database.limits, now: () => performance.now(), times: config.slackPace, log })
  const calling = startCalling(client, pace, (key, inMs) => {
    log.warn({ event: 'slack-asks-to-wait', key, inMs }, 'Slack asks to wait')
    // Not waited for: this process knows already, and the call that was refused has its own answer to give.
    void database.limits.pause(key, { forMs: inMs }).catch((error: unknown) => {
      log.warn({ event: 'pause-not-shared', key, error: String(error) }, 'Other replicas may ask too early')
    })
  })
  const call = measuredCall(calling, meter)
  const learning = await learnPeople({ call, people: database.people, team, log }).catch(throwCause)
  onStop(() => learning.stop())
  const people = acquainted({ call, people: database.people, team, log })
  await lookAfterRestore({ call, bot, restores: database.restores, log }).catch(throwCause)
  return { access, client, team, bot, pace, call, people }
}

/** Finds the announcement channel before the first incident has to; a missing one is told to the first declarer. */
export const findAnnouncementChannel = async (
  parts: Parameters<typeof announceChannel>[0] & { readonly log: Log },
): Promise<void> => {
  try {
    await announceChannel(parts)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const facts = { event: 'announce-channel-missing', channel: parts.announceChannel, error: error.code }
    parts.log.warn(facts, 'ANNOUNCE_CHANNEL cannot be used: create it, invite the bot, or set another')
  }
}

/** At start a person reads the reason: the SDK's error says more than our classification. */
const throwCause = (error: unknown): never => {
  throw error instanceof Failure && error.cause !== undefined ? error.cause : error
}
