import type { Outdated } from '../../db/migrate.ts'
import { startDelivery } from '../app/deliver.ts'
import { openDoor, openRunDoor, type Door } from '../app/handle.ts'
import { startHold, type Hold } from '../app/hold.ts'
import type { Loop } from '../app/loop.ts'
import { measuredDoor, type Meter } from '../app/measure.ts'
import type { Log, Outcome } from '../app/ports.ts'
import { performingBeyondSlack } from '../app/publish.ts'
import { isDueSoon, startReminding } from '../app/remind.ts'
import type { Config } from '../config.ts'
import type { Incident } from '../domain/incident.ts'
import type { Unsayable } from '../domain/unsaid.ts'
import { respond, uploadTo } from '../slack/direct.ts'
import { startDrafting } from '../slack/perform/drafts.ts'
import { startPerforming } from '../slack/perform/perform.ts'
import { isTokenTaken } from '../slack/token.ts'
import { isOpenNow } from '../slack/channel-standing.ts'
import { startWorkingInbox } from '../slack/work-inbox.ts'
import type { OnStop } from './on-stop.ts'
import type { Outlets } from './outlets.ts'
import { startAllRounds } from './rounds.ts'
import type { Store } from './store.ts'
import type { Workspace } from './workspace.ts'

type Parts = {
  readonly config: Config
  readonly store: Store
  readonly workspace: Workspace
  readonly outlets: Outlets
  readonly unsayable: (incident: Incident) => Promise<Unsayable>
  readonly onOutdated: ((error: Outdated) => void) | undefined
  readonly meter: Meter
  readonly onStop: OnStop
  readonly log: Log
}

/** The door, and every loop behind it. */
export type Work = {
  readonly door: Door
  readonly hold: Hold
  /** What Slack waits for an answer to: as long as there is anything, effects hold back. */
  readonly asked: Set<Promise<unknown>>
  /** Slack's events are stored: there is work. */
  onStored(): void
  /** There may be work for every loop. */
  nudge(): void
  /** Drives every loop until nothing is due. */
  settle(): Promise<void>
}

/** Opens the door and starts the loops: what is done may have consequences from now on. */
export const startWork = ({
  config,
  store: { database, clock, outbox, inbox },
  workspace: { team, bot, pace, call, people },
  outlets,
  unsayable,
  onOutdated,
  meter,
  onStop,
  log,
}: Parts): Work => {
  const { ledger, reads } = database
  const { announceChannel, slackApiUrl, defaultLanguage } = config
  const rules = { guests: config.guests }

  const onCommit = (outcome: Outcome): void => {
    if (outcome.ok && outcome.begun !== undefined) delivery.begin(outcome.begun, outcome.incident)
    else delivery.nudge()
    if (outcome.ok) remindSoon(outcome.incident)
  }
  const remindSoon = (incident: Incident): void => {
    if (isDueSoon(incident, clock.now())) reminding.nudge()
  }
  const opened = openDoor(ledger, rules, onCommit, () => delivery.mayBegin())
  const door = measuredDoor(opened, { meter, log, clock })
  const runDoor = openRunDoor(ledger, rules, remindSoon)

  const inSlack = startPerforming({
    call,
    reads,
    people,
    outbox,
    clock,
    log,
    announceChannel,
    defaultLanguage,
    bot,
    slackApiUrl,
    drafted: startDrafting({ reads, people }),
    unsayable,
    respond,
    upload: uploadTo(slackApiUrl),
  })
  const perform = performingBeyondSlack({ perform: inSlack, destinations: outlets.destinations, reads, clock })

  const listening = startWorkingInbox({
    inbox,
    door,
    runDoor,
    reads,
    people,
    ears: { team, bot, find: people.find },
    isOpenNow: (channel) => isOpenNow(channel, call),
    log,
  })
  const nudgeDue = (): void => [delivery, reminding].forEach((loop) => loop.nudge())
  const hold = startHold({ isTaken: () => isTokenTaken(call), log, onEnd: nudgeDue })
  onStop(() => hold.stop())
  const asked = new Set<Promise<unknown>>()
  const isAsked = (): boolean => asked.size > 0
  const delivery = startDelivery({ outbox, door, perform, hold, isAsked, clock, log })
  const reminding = startReminding({ reads, people, door, clock, log })
  onStop(() => Promise.all([reminding.stop(), delivery.stop()]))
  const nudge = (): void => {
    nudgeDue()
    listening.nudge()
  }
  const rounds = startAllRounds({ database, config, pace, clock, log, onOutdated, onTakenOver: nudge })
  onStop(() => Promise.all(rounds.map((one) => one.stop())))
  onStop(() => listening.stop())
  const counting = outlets.countLate(door)
  onStop(() => Promise.all(counting.map((one) => one.stop())))

  const settle = async (): Promise<void> => {
    const loops: readonly Loop[] = [listening, delivery, reminding, ...outlets.loops, ...counting, delivery]
    for (const loop of loops) await loop.settle()
  }
  return { door, hold, asked, onStored: () => listening.nudge(), nudge, settle }
}
