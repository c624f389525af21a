import { randomUUID } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Incident } from '../domain/incident.ts'
import type { Unsayable } from '../domain/unsaid.ts'
import type { Log, Services } from '../app/ports.ts'
import { healthRoutes, readiness, serveHealth } from '../health.ts'
import { metricsRoute, type Metrics } from '../metrics.ts'
import { connectSlack } from '../slack/bolt.ts'
import { lookAtHealth } from '../slack/checks.ts'
import { listenTo } from '../slack/handlers/all.ts'
import { customerChannelsOf } from '../slack/customer-channels.ts'
import { formsOver } from '../slack/handlers/forms.ts'
import type { House } from '../slack/handlers/handler.ts'
import { announceChannel } from '../slack/perform/announcement.ts'
import { everyDestination } from './destinations.ts'
import type { OnStop } from './on-stop.ts'
import type { Outlets } from './outlets.ts'
import { closed, serversFor } from './servers.ts'
import type { Store } from './store.ts'
import type { Work } from './work.ts'
import type { Workspace } from './workspace.ts'

type Parts = {
  readonly config: Config
  readonly store: Store
  readonly workspace: Workspace
  readonly outlets: Outlets
  readonly work: Work
  readonly services: Services
  readonly unsayable: (incident: Incident) => Promise<Unsayable>
  readonly manifest: () => Promise<'same' | 'changed' | undefined>
  readonly metrics: Metrics
  readonly onStop: OnStop
  readonly log: Log
}

/** Lets people in: the handlers, the connection to Slack, and who asks for health and figures. Resolves when all is open. */
export const openReception = async ({
  config,
  store: { database, clock, outbox, inbox },
  workspace: { access, client, team, bot, call, people },
  outlets,
  work,
  services,
  unsayable,
  manifest,
  metrics,
  onStop,
  log,
}: Parts): Promise<void> => {
  const { announceChannel: announceName, slackApiUrl, defaultLanguage, guests, supportPointer } = config
  const { hold } = work
  const connection = () => slack.connection()
  const isReady = readiness({
    connection,
    refused: hold.why,
    database: database.whyNotReady,
    clock,
    isSigned: access.mode === 'http',
    email: outlets.email.why,
  })
  const routes = healthRoutes({ isReady })
  const { asked: inFlight, onStored } = work
  const slack = connectSlack(access, { slackApiUrl, bot, inbox, onStored, inFlight, routes, log })
  const look: House['health']['look'] = () =>
    lookAtHealth({
      call,
      announceChannel: () => announceChannel({ call, bot, announceChannel: announceName }),
      announceName,
      connection,
      database,
      outbox,
      inbox,
      restores: database.restores,
      manifest,
      clock,
      email: outlets.email,
    })
  listenTo(slack.app, {
    door: work.door,
    reads: database.reads,
    people,
    services,
    clock,
    newId: randomUUID,
    team,
    bot,
    guests,
    supportPointer,
    defaultLanguage,
    slackApiUrl,
    forms: formsOver(client),
    letters: outlets.lettersInside,
    customers: {
      languages: config.customers.languages,
      to: everyDestination(config, outlets.destinations),
      channels: customerChannelsOf(config.customers.channels, { call, bot }),
      unsayable,
    },
    held: hold.why,
    health: { look, whyNoDatabase: database.knownWhy, outbox, inbox, askToken: hold.ask, nudge: work.nudge },
    meter: metrics.meter,
    log,
  })
  const measured = metricsRoute(() =>
    metrics.text({
      backlog: database.backlog,
      connections: () => slack.connection().open,
      isHeld: () => hold.why() !== undefined,
    }),
  )
  for (const { port, all } of serversFor(access, config, routes, measured)) {
    const server = await serveHealth(all, port)
    onStop(() => closed(server))
  }
  await slack.start()
  onStop(() => slack.stop())
}
