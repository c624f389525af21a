import { setTimeout as pause } from 'node:timers/promises'
import type { Door } from '../app/handle.ts'
import { startWheel, type Loop } from '../app/loop.ts'
import { backoff, faultsBeforeParking, triesBeforeParking } from '../app/parking.ts'
import { DatabaseAway, type Inbox, type Log, type People, type Reads, type Received } from '../app/ports.ts'
import { channelId } from '../domain/ids.ts'
import { channelOf, commandFrom, delivered, slackEvent, type Ears } from './hear.ts'
import { personFrom } from './profiles.ts'

type Parts = {
  readonly inbox: Inbox
  readonly door: Door
  readonly reads: Reads
  readonly people: People
  readonly ears: Ears
  readonly log: Log
}

const atOnce = 50
const sweepEveryMs = 2_000
/** How soon it is tried again while the database is away. */
const againMs = 500

/** Inbox → the door: Slack events that are stored and acknowledged become commands, those of one channel in order. */
export const startWorkingInbox = ({ inbox, door, reads, people, ears, log }: Parts): Loop => {
  const wheel = startWheel('inbox', sweepEveryMs, log, async () => {
    for (let taken = atOnce; taken > 0 && !wheel.isStopped();) {
      const batch = await inbox.claim(atOnce)
      await Promise.all(batch.map(take))
      taken = batch.length
    }
    return sweepEveryMs
  })

  const take = async (received: Received): Promise<void> => {
    try {
      // Only leases that ran out count so far: whoever worked on it died each time, perhaps of it.
      if (received.attempts >= triesBeforeParking) return await park(received, 'never_came_back')
      await whileAway(() => workOn(received))
      await whileAway(() => inbox.done(received))
    } catch (error) {
      if (error instanceof DatabaseAway) throw error
      const facts = { event: 'slack-event-failed', event_id: received.id, attempts: received.attempts }
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
      log.error({ ...facts, error: reason }, 'A Slack event could not be worked on')
      // The database's absence is no fault of the event's: it waits however long that lasts.
      const attempted = !(error instanceof DatabaseAway)
      const inMs = backoff(received.attempts, false)
      if (attempted && received.attempts + 1 >= faultsBeforeParking) await park(received, error)
      else await inbox.again(received, { inMs, error: String(error), attempted })
    }
  }

  /** No fault of the event's: it stays in our hands and is worked on again as soon as the database is back. */
  const whileAway = async (work: () => Promise<unknown>): Promise<void> => {
    for (;;) {
      try {
        await work()
        return
      } catch (error) {
        if (!(error instanceof DatabaseAway) || wheel.isStopped()) throw error
        await pause(againMs)
      }
    }
  }

  const park = async (received: Received, error: unknown): Promise<void> => {
    const facts = { event: 'slack-event-parked', event_id: received.id, attempts: received.attempts }
    log.error(
      facts,
      'Parked after its last try; what comes behind it goes on. Mend the cause, then try it again by its id',
    )
    await inbox.giveUp(received, String(error))
  }

  const workOn = async (received: Received): Promise<void> => {
    const outer = delivered.parse(received.body)
    const parsed = slackEvent.safeParse(outer.event)
    // A kind that we do not work on. Slack adds kinds and fields at will (docs.slack.dev/apis/events-api).
    if (!parsed.success) return
    const event = parsed.data
    if (event.type === 'team_join' || event.type === 'user_change') {
      return people.save([personFrom(event.user, ears.team.id)])
    }
    const channel = channelOf(event)
    if (channel === undefined || !(await reads.isIncidentChannel(channelId(channel)))) return
    const command = await commandFrom(event, outer.event_id, outer.event_time * 1000, ears)
    if (command !== undefined) await door(command)
  }

  return {
    nudge: wheel.nudge,
    settle: wheel.turned,
    stop: async () => {
      await wheel.stop()
      await inbox.handBack()
    },
  }
}
