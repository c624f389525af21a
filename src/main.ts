import { randomUUID } from 'node:crypto'
import { setImmediate as pause } from 'node:timers/promises'
import { connectDatabase, type Database } from '../db/database.ts'
import type { Outdated } from '../db/migrate.ts'
import { startDelivery } from './app/deliver.ts'
import { Failure } from './app/failure.ts'
import { openDoor, openRunDoor, type Door } from './app/handle.ts'
import { startHold } from './app/hold.ts'
import type { Loop } from './app/loop.ts'
import { measuredDoor, measuredInbox, measuredOutbox } from './app/measure.ts'
import type { Clock, Log, Outcome } from './app/ports.ts'
import { performingBeyondSlack } from './app/publish.ts'
import { isDueSoon, startReminding } from './app/remind.ts'
import { believed, openHouseClock } from './clock.ts'
import type { Config } from './config.ts'
import type { Incident } from './domain/incident.ts'
import { warmUp as warmUpEars } from './domain/listen.ts'
import { healthRoutes, readiness, serveHealth } from './health.ts'
import { everyDestination } from './main/destinations.ts'
import { accessFrom, whoAmI } from './main/identity.ts'
import { startOutlets } from './main/outlets.ts'
import { startAllRounds } from './main/rounds.ts'
import { closed, serversFor } from './main/servers.ts'
import { openServices } from './main/services.ts'
import { openStatusPage } from './main/status-page.ts'
import { whenThere } from './main/when-there.ts'
import { whenNotBusy } from './main/when-not-busy.ts'
import { metricsRoute, openMetrics } from './metrics.ts'
import { acquainted } from './slack/acquaintance.ts'
import { lookAfterRestore } from './slack/after-restore.ts'
import { connectSlack, slackClient } from './slack/bolt.ts'
import { measuredCall, startCalling } from './slack/call.ts'
import { lookAtHealth } from './slack/checks.ts'
import { respond, uploadTo } from './slack/direct.ts'
import { listenTo } from './slack/handlers/all.ts'
import { formsOver } from './slack/handlers/forms.ts'
import { startPace } from './slack/pace.ts'
import { announceChannel } from './slack/perform/announcement.ts'
import { startDrafting } from './slack/perform/drafts.ts'
import { startPerforming } from './slack/perform/perform.ts'
import { unsayableBy } from './slack/unsayable.ts'
import { learnPeople } from './slack/profiles.ts'
import { isTokenTaken } from './slack/token.ts'
import { startWorkingInbox } from './slack/work-inbox.ts'

/** What a process is started with. */
export type Settings = {
  readonly config: Config
  readonly databaseUrl: string
  readonly log: Log
  /** The time of day: the database's, unless a test hands in its own. */
  readonly clock?: Clock
  /** A newer program has migrated the database: whoever started this one must stop it. May be told more than once. */
  readonly onOutdated?: (error: Outdated) => void
  /** To the database at once; each is opened and warmed up at the start, which whoever starts often has no time for. */
  readonly connections?: number
  /** Aborted when whoever started this wants it to stop before it is at work. */
  readonly stopping?: AbortSignal
  /** Whether the app was made from manifest.yml as it is, for whoever asks how Stanch is; nobody knows without it. */
  readonly manifest?: () => Promise<'same' | 'changed' | undefined>
}

/** Stanch at work. `settle` drives every loop until nothing is due: for tests and scripts, so that nothing sleeps. */
export type Stanch = {
  stop(): Promise<void>
  settle(): Promise<void>
  readonly database: Database
  readonly door: Door
}

/**
 * The only place where rooms meet: config → database → Slack → loops → stop. Rejects, with everything let go again, if
 * Slack or the database refuses; the reason is the SDK's or the driver's own error.
 */
export const runStanch = async (settings: Settings): Promise<Stanch> => {
  const stops: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (let next = stops.pop(); next !== undefined; next = stops.pop()) await next()
  }
  try {
    return { ...(await start(settings, (next) => stops.push(next))), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const start = async (
  {
    config,
    databaseUrl,
    log,
    clock: handedIn,
    onOutdated,
    connections,
    stopping,
    manifest = async () => undefined,
  }: Settings,
  onStop: (stop: () => Promise<unknown>) => void,
): Promise<Omit<Stanch, 'stop'>> => {
  const metrics = openMetrics()
  const { meter } = metrics
  const onAnswer = (status: number): void => meter({ what: 'page-answered', status })
  const page = await openStatusPage({ config, clock: handedIn ?? { now: Date.now }, onAnswer, log })
  onStop(async () => page?.stop())
  const database = connectDatabase(databaseUrl, {
    work: workOverrides(config),
    log,
    ...(connections !== undefined && { connections }),
  })
  onStop(() => database.close())
  await whenThere(() => whenNotBusy(database.migrate, log), { isRead: page !== undefined, stopping, log })
  // Alone: it takes every connection, and others have less patience. Without it the first requests are slower, and no
  // worse.
  await database.warmUp().catch((error: unknown) => {
    log.warn({ event: 'not-warmed-up', error: String(error) }, 'The database could not be warmed up')
  })
  const clock =
    handedIn === undefined
      ? await whenNotBusy(() => openHouseClock({ ask: database.now, log }), log)
      : believed(handedIn)
  const { ledger, reads } = database
  const outbox = measuredOutbox(database.outbox, meter)
  const inbox = measuredInbox(database.inbox, meter)

  const access = accessFrom(config.slack, config.port)
  const client = slackClient(access.botToken, config.slackApiUrl, log, clock.heardFromSlack)
  const { team, bot } = await whoAmI(client)
  const pace = startPace(() => performance.now(), config.slackPace)
  const calling = startCalling(client, pace, (key, inMs) => {
    log.warn({ event: 'slack-asks-to-wait', key, inMs }, 'Slack asks to wait')
    // Not waited for: this process knows already, and the call that was refused has its own answer to give.
    void database.pauses.pause(key, { forMs: inMs }).catch((error: unknown) => {
      log.warn({ event: 'pause-not-shared', key, error: String(error) }, 'Other replicas may ask too early')
    })
  })
  const call = measuredCall(calling, meter)
  const learning = await learnPeople({ call, people: database.people, team, log }).catch(throwCause)
  onStop(() => learning.stop())
  const people = acquainted({ call, people: database.people, team, log })
  await lookAfterRestore({ call, bot, restores: database.restores, log }).catch(throwCause)

  const loops: Loop[] = []
  const nudgeAll = (): void => loops.forEach((loop) => loop.nudge())
  const onCommit = (outcome: Outcome): void => {
    if (outcome.ok && outcome.begun !== undefined) delivery.begin(outcome.begun, outcome.incident)
    else delivery.nudge()
    if (outcome.ok) remindSoon(outcome.incident)
  }
  const remindSoon = (incident: Incident): void => {
    if (isDueSoon(incident, clock.now())) reminding.nudge()
  }
  const opened = openDoor(ledger, { guests: config.guests }, onCommit, () => delivery.mayBegin())
  const door = measuredDoor(opened, { meter, log, clock })
  const { announceChannel: announce, slackApiUrl, defaultLanguage, guests } = config
  const parts = {
    call,
    reads,
    people,
    outbox,
    clock,
    log,
    announceChannel: announce,
    defaultLanguage,
    bot,
    slackApiUrl,
  }
  const drafted = startDrafting({ reads, people })
  const services = openServices(config.servicesFile, database.services, log)
  const unsayable = unsayableBy({ people, services })
  const inSlack = startPerforming({ ...parts, drafted, unsayable, respond, upload: uploadTo(slackApiUrl) })
  const outlets = startOutlets({ config, page, database, reads, call, team, clock, meter, log })
  onStop(outlets.stop)
  const perform = performingBeyondSlack({ perform: inSlack, destinations: outlets.destinations, reads, clock })
  await warmUp(parts)

  const runDoor = openRunDoor(ledger, { guests: config.guests }, remindSoon)
  const work = startWorkingInbox({ inbox, door, runDoor, reads, people, ears: { team, bot, find: people.find }, log })
  const hold = startHold({ isTaken: () => isTokenTaken(call), log, onEnd: nudgeAll })
  onStop(() => hold.stop())
  const delivery = startDelivery({ outbox, door, perform, hold, clock, log })
  const reminding = startReminding({ reads, people, door, clock, log })
  loops.push(delivery, reminding)
  onStop(() => Promise.all([reminding.stop(), delivery.stop()]))
  const rounds = startAllRounds({
    database,
    config,
    pace,
    clock,
    log,
    onOutdated,
    onTakenOver: () => {
      nudgeAll()
      work.nudge()
    },
  })
  onStop(() => Promise.all(rounds.map((one) => one.stop())))
  onStop(() => work.stop())

  const isReady = readiness({
    connection: () => slack.connection(),
    refused: hold.why,
    database: database.whyNotReady,
    clock,
    isSigned: access.mode === 'http',
    email: outlets.email.why,
  })
  const routes = healthRoutes({ isReady })
  const measured = metricsRoute(() =>
    metrics.text({
      backlog: database.backlog,
      connections: () => slack.connection().open,
      isHeld: () => hold.why() !== undefined,
    }),
  )
  const slack = connectSlack(access, { slackApiUrl, bot, inbox, onStored: work.nudge, routes, log })
  const forms = formsOver(client)
  const newId = randomUUID
  const house = {
    door,
    reads,
    people,
    services,
    clock,
    newId,
    team,
    bot,
    guests,
    supportPointer: config.supportPointer,
    defaultLanguage,
    slackApiUrl,
    forms,
    letters: outlets.lettersInside,
    customers: { languages: config.customers.languages, to: everyDestination(config, outlets.destinations), unsayable },
    held: hold.why,
    health: {
      look: () =>
        lookAtHealth({
          ...parts,
          announceChannel: () => announceChannel(parts),
          announceName: announce,
          connection: () => slack.connection(),
          database,
          inbox,
          restores: database.restores,
          manifest,
          clock,
          email: outlets.email,
        }),
      whyNoDatabase: database.knownWhy,
      outbox,
      inbox,
      askToken: hold.ask,
      nudge: () => {
        nudgeAll()
        work.nudge()
      },
    },
    meter,
    log,
  }
  listenTo(slack.app, house)
  for (const { port, all } of serversFor(access, config, routes, measured)) {
    const server = await serveHealth(all, port)
    onStop(() => closed(server))
  }
  await slack.start()
  onStop(() => slack.stop())
  void warmUpEars(() => pause())
  log.info({ event: 'started', mode: access.mode, team: team.id }, 'Stanch is at work')

  const settle = async (): Promise<void> => {
    for (const loop of [work, delivery, reminding, ...outlets.loops, delivery]) await loop.settle()
  }
  return { settle, database, door }
}

const workOverrides = ({ workHours, workDays }: Config) => ({
  hours: workHours,
  ...(workDays !== undefined && { days: workDays }),
})

/** Finds the announcement channel before the first incident has to; a missing one is told to the first declarer. */
const warmUp = async (parts: Parameters<typeof announceChannel>[0] & { readonly log: Log }): Promise<void> => {
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
