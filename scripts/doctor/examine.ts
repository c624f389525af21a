import type { Database } from '../../db/database.ts'
import { openHouseClock } from '../../src/clock.ts'
import { type Config, type SlackAccess, readConfig } from '../../src/config.ts'
import { manifestStanding, readConnected } from '../../src/connected.ts'
import { userId } from '../../src/domain/ids.ts'
import { lookAtHealth } from '../../src/slack/checks.ts'
import { announceChannel } from '../../src/slack/perform/announcement.ts'
import { askBot, askSocket, callWith, quiet } from '../connect/ask-slack.ts'
import { patiently } from '../connect/patiently.ts'
import { lookAtDatabase, type Looked } from './database.ts'
import type { Line } from './line.ts'
import { dataFolderLines, settingsFileLines } from './machine.ts'
import { outletLines } from './outlets.ts'
import { type About, lineOf } from './words.ts'
import { workLines } from './work.ts'

/** Looks at everything, in the order in which it must be mended. `settingsFile`: where it stands, if it does. */
export const examine = async (
  environment: Readonly<Record<string, string | undefined>>,
  settingsFile: string,
): Promise<readonly Line[]> => {
  const read = readConfig(environment)
  const file = settingsFileLines(settingsFile)
  if (!read.ok) {
    const wrong = read.mistakes.map((mistake): Line => ({ level: 'broken', name: 'settings', says: mistake }))
    return [...wrong, ...file]
  }
  const { config } = read
  const looked = await lookAtDatabase(config)
  try {
    const settings: Line = { level: 'ok', name: 'settings', says: 'they can be read and fit together' }
    const [rest, outlets] = await Promise.all([slackLines(config, looked), outletLines(config)])
    return [settings, ...file, ...dataFolderLines(config), ...looked.lines, ...rest, ...outlets]
  } finally {
    await looked.close()
  }
}

const slackLines = async (config: Config, looked: Looked): Promise<readonly Line[]> => {
  const { slack } = config
  if (slack.mode !== 'local') return connectedLines(config, slack, looked)
  const cure = 'npm run connect leads to your own; npm start without it starts a workspace on this machine.'
  return [{ level: 'look', name: 'Slack', says: 'none is connected', cure }]
}

const connectedLines = async (
  config: Config,
  slack: Exclude<SlackAccess, { mode: 'local' }>,
  { database, isOurs }: Looked,
): Promise<readonly Line[]> => {
  const ask = async () => (database === undefined ? Date.now() : patiently(database.now))
  const clock = await openHouseClock({ ask, log: quiet })
  const call = callWith(slack.botToken.reveal(), config.slackApiUrl, clock.heardFromSlack)
  const { who } = await askBot(call)
  const known = await readConnected(config.dataDir)
  const about: About = { app: who?.app ?? known?.app, url: known?.url }
  const socket =
    slack.mode === 'socket' ? await askSocket(slack.appToken.reveal(), config.slackApiUrl, who?.app) : undefined
  // Without a token that is taken nothing is looked up by it.
  const bot = who?.bot ?? { user: userId('') }
  const { announceChannel: wanted } = config
  const read = isOurs ? database : undefined
  const report = await lookAtHealth({
    call,
    announceChannel: () => announceChannel({ call, announceChannel: wanted, bot }),
    announceName: wanted,
    connection: () => (socket?.why === undefined ? { open: 1 } : { open: 0, why: socket.why }),
    manifest: () => manifestStanding(config.dataDir),
    database: {
      whyNotReady: async () => database && (await whyStillNot(database)),
      backlog: async () => (read === undefined ? nothingWaits : patiently(read.backlog)),
    },
    outbox: read?.outbox ?? { parked: async () => [] },
    inbox: read?.inbox ?? { parked: async () => [] },
    restores: read?.restores ?? { lost: async () => [] },
    // Looked at more closely, up to the login.
    email: { isOn: false, why: () => undefined },
    clock,
  })
  const seen = report.checks.filter(({ check }) => {
    if (check === 'connection') return socket !== undefined
    return (check !== 'database' && check !== 'clock') || database !== undefined
  })
  const isManifestKnown = seen.some(({ check }) => check === 'manifest')
  const incidents = report.effects.flatMap(({ incident }) => incident ?? [])
  return [
    ...seen.map((check) => lineOf(check, about)),
    ...(isManifestKnown ? [] : [unknownManifest]),
    ...(read === undefined ? [] : workLines(report, await read.reads.names([...new Set(incidents)]), clock.now())),
  ]
}

const nothingWaits = { outbox: { due: 0, oldestMs: 0 } }

/** Asked again for some seconds: it answers within a second or not at all, and this machine may be busy. */
const whyStillNot = async ({ whyNotReady }: Pick<Database, 'whyNotReady'>): Promise<string | undefined> => {
  for (let left = 5; ; left -= 1) {
    const why = await whyNotReady()
    if (why === undefined || left === 0) return why
  }
}

const unknownManifest: Line = {
  level: 'look',
  name: 'manifest',
  says: 'nobody has told which manifest the app was made from',
  cure: 'If it was manifest.yml as it is now: npm run connect -- --manifest-pasted',
}
