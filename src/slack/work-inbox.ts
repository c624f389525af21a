import type { Door, RunDoor } from '../app/handle.ts'
import { startWheel, type Loop } from '../app/loop.ts'
import { backoff, faultsBeforeParking, triesBeforeParking } from '../app/parking.ts'
import {
  DatabaseAway,
  type Inbox,
  type Log,
  type People,
  type Person,
  type Reads,
  type Received,
} from '../app/ports.ts'
import { whileAway } from '../app/while-away.ts'
import type { Command } from '../domain/commands.ts'
import { type ChannelId, channelId } from '../domain/ids.ts'
import { channelOf, commandFrom, delivered, slackEvent, type Ears } from './hear.ts'
import { personFrom } from './profiles.ts'

type Parts = {
  readonly inbox: Inbox
  readonly door: Door
  readonly runDoor: RunDoor
  readonly reads: Reads
  readonly people: People
  readonly ears: Ears
  /** Whether a channel is open and Stanch in it now. */
  readonly isOpenNow: (channel: string) => Promise<boolean>
  readonly log: Log
}

/** Channels that are worked on side by side, and how many events of each at a time. */
const lanesAtOnce = 50
const eventsOfOne = 25
const sweepEveryMs = 2_000
/** How soon it is tried again while the database is away. */
const againMs = 500

/** Inbox → the door: Slack events that are stored and acknowledged become commands, those of one channel in order. */
export const startWorkingInbox = ({ inbox, door, runDoor, reads, people, ears, isOpenNow, log }: Parts): Loop => {
  const wheel = startWheel('inbox', sweepEveryMs, log, async () => {
    for (let taken = 1; taken > 0 && !wheel.isStopped();) {
      const batch = await inbox.claim(lanesAtOnce, eventsOfOne)
      const lanes = [...new Set(batch.map(({ lane }) => lane))]
      await Promise.all(lanes.map((lane) => takeRun(batch.filter((received) => received.lane === lane))))
      taken = batch.length
    }
    return sweepEveryMs
  })

  /** No fault of the event's: it stays in our hands. */
  const waiting = { againMs, isStopping: () => wheel.isStopped() }

  /** Events of one lane, in their order; behind one that must wait, the others wait too. */
  const takeRun = async (run: readonly Received[]): Promise<void> => {
    const known = rememberDuring(reads, ears)
    const done: Received[] = []
    const commands = run.length > 1 ? await foreseen(run, known) : []
    for (let nth = 0; nth < run.length; nth++) {
      const together = await runDoor(leading(commands.slice(nth))).catch((error: unknown) => {
        log.warn({ event: 'messages-one-by-one', error: String(error) }, 'They could not be recorded together')
        return 0
      })
      done.push(...run.slice(nth, nth + together))
      nth += together
      const received = run[nth]
      if (received === undefined) break
      const came = await take(received, known)
      if (came === 'done') done.push(received)
      if (came === 'put off') {
        await inbox.giveBack(run.slice(nth + 1))
        break
      }
    }
    await whileAway(() => inbox.allDone(done), waiting)
  }

  /**
   * What each event will come to, where it can be recorded together with others. Whatever stands in the way is met
   * again, waited for and told when the event is taken by itself.
   */
  const foreseen = async (run: readonly Received[], known: Known): Promise<readonly (Command | undefined)[]> => {
    const commands: (Command | undefined)[] = []
    for (const received of run) {
      // One after another: what the first has to ask for, the others remember.
      const [wish] = await Promise.allSettled([received.attempts === 0 ? wishOf(received, known) : undefined])
      const found = wish.status === 'fulfilled' ? wish.value : undefined
      commands.push(found !== undefined && 'command' in found ? found.command : undefined)
    }
    return commands
  }

  const take = async (received: Received, known: Known): Promise<'done' | 'parked' | 'put off'> => {
    try {
      // Only leases that ran out count so far: whoever worked on it died each time, perhaps of it.
      if (received.attempts >= triesBeforeParking) return await park(received, 'never_came_back')
      await whileAway(() => workOn(received, known), waiting)
      return 'done'
    } catch (error) {
      // Only on the way out: until then `whileAway` waits for it.
      if (error instanceof DatabaseAway) throw error
      const facts = { event: 'slack-event-failed', event_id: received.id, attempts: received.attempts }
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
      log.error({ ...facts, error: reason }, 'A Slack event could not be worked on')
      const inMs = backoff(received.attempts, false)
      if (received.attempts + 1 >= faultsBeforeParking) return park(received, error)
      await inbox.again(received, { inMs, error: String(error), attempted: true })
      return 'put off'
    }
  }

  const park = async (received: Received, error: unknown): Promise<'parked'> => {
    const facts = { event: 'slack-event-parked', event_id: received.id, attempts: received.attempts }
    const cure = 'A fault of ours: report the line slack-event-failed with this event_id; an update may mend it'
    log.error(
      { ...facts, cure },
      'Parked after its last try; what comes behind it goes on. Once the cause is mended: /incident health, Try again',
    )
    await inbox.giveUp(received, String(error))
    return 'parked'
  }

  const workOn = async (received: Received, known: Known): Promise<void> => {
    const wish = await wishOf(received, known)
    if (wish === undefined) return
    if ('person' in wish) await people.save([wish.person])
    else await door(wish.command)
  }

  /** What an event comes to; undefined if it is nothing to us. Throws for one that cannot be read. */
  const wishOf = async (received: Received, known: Known): Promise<Wish | undefined> => {
    const outer = delivered.parse(received.body)
    const parsed = slackEvent.safeParse(outer.event)
    // A kind that we do not work on. Slack adds kinds and fields at will (docs.slack.dev/apis/events-api).
    if (!parsed.success) return undefined
    const event = parsed.data
    if (event.type === 'team_join' || event.type === 'user_change') {
      return { person: personFrom(event.user, ears.team) }
    }
    const channel = channelOf(event)
    if (channel === undefined || !(await known.isIncidentChannel(channelId(channel)))) return undefined
    const command = await commandFrom(event, outer.event_id, outer.event_time * 1000, known.ears)
    // Old news: it came after what has happened since, which says nothing new to the record.
    if (command === undefined || (isLoss(command) && (await isOpenNow(channel)))) return undefined
    return { command }
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

const isLoss = (command: Command): boolean =>
  (command.type === 'record-archive' && command.archived) || (command.type === 'record-presence' && !command.present)

/** Those in front, up to the first that is none. */
const leading = (commands: readonly (Command | undefined)[]): readonly Command[] => {
  const end = commands.indexOf(undefined)
  return (end === -1 ? commands : commands.slice(0, end)).flatMap((command) => command ?? [])
}

/** A command, or somebody to be remembered. */
type Wish = { readonly command: Command } | { readonly person: Person }

type Known = { readonly ears: Ears; readonly isIncidentChannel: Reads['isIncidentChannel'] }

/** What is asked for each event of a run is asked once: who speaks, and that the channel is an incident's. */
const rememberDuring = (reads: Reads, ears: Ears): Known => {
  const people = new Map<string, Person | undefined>()
  const channels = new Set<string>()
  const find: Ears['find'] = async (user) => {
    if (!people.has(user)) people.set(user, await ears.find(user))
    return people.get(user)
  }
  const isIncidentChannel = async (channel: ChannelId): Promise<boolean> => {
    // Only yes is for ever.
    if (!channels.has(channel) && (await reads.isIncidentChannel(channel))) channels.add(channel)
    return channels.has(channel)
  }
  return { ears: { ...ears, find }, isIncidentChannel }
}
