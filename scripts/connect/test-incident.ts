import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Config } from '../../src/config.ts'
import type { Command } from '../../src/domain/commands.ts'
import { commandId, type IncidentId, incidentId, type UserId } from '../../src/domain/ids.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { runStanch, type Stanch } from '../../src/main.ts'
import { textIn } from '../../src/text/text.ts'
import { openDatabase } from '../start/database.ts'
import { quiet } from './ask-slack.ts'
import { patiently } from './patiently.ts'

/** Longer than Slack and a slow machine should need, in ms. */
const patienceMs = 60_000
const lookEveryMs = 250

/**
 * Declares an incident with the real program, on the real database, in the real Slack; waits until its card and its
 * announcement stand; cancels it, which leaves the figures as they were; and resolves with what it saw, in words.
 * `by`: Stanch itself, so that nobody is called. It is cancelled too when `isInterrupted`. Throws what `npm start` would
 * where the bot cannot start.
 */
export const tryIncident = async (
  settings: Config,
  by: UserId,
  isInterrupted: () => boolean,
): Promise<{ readonly isWell: boolean; readonly saw: string }> => {
  const database = await openDatabase(settings, false, quiet)
  try {
    // A bot that runs already listens on the ports that are set; this one needs none, and writes to nobody.
    const config = { ...settings, port: 0, metricsPort: undefined }
    const stanch = await patiently(() => runStanch({ config, databaseUrl: database.url, log: quiet, beside: true }))
    try {
      return await declareAndCancel(stanch, config, by, isInterrupted)
    } finally {
      await stanch.stop()
    }
  } finally {
    await database.release()
  }
}

const declareAndCancel = async (stanch: Stanch, config: Config, user: UserId, isInterrupted: () => boolean) => {
  const t = textIn(config.defaultLanguage)
  const by = { kind: 'person', user, standing: 'member' } as const
  const incident = incidentId(randomUUID())
  const declare: Command = {
    type: 'declare',
    id: commandId(randomUUID()),
    at: Date.now(),
    by,
    incident,
    title: t('connect.test-title'),
    severity: 'sev4',
    kind: 'other',
    description: '',
    language: config.defaultLanguage,
    // A bot that runs beside writes to colleagues of all others.
    trial: true,
  }
  const declared = await carriedOut(stanch, declare)
  const stood = await untilItStands(stanch, incident, isInterrupted)
  await carriedOut(stanch, {
    type: 'cancel',
    id: commandId(randomUUID()),
    at: Date.now(),
    by,
    on: { incident },
    why: t('connect.test-reason'),
  })
  await patiently(() => stanch.settle())
  return { isWell: stood !== undefined && hasAll(stood), saw: wordsFor(stood ?? declared) }
}

const carriedOut = async (stanch: Stanch, command: Command): Promise<Incident> => {
  const outcome = await patiently(() => stanch.door(command))
  if (outcome.ok) return outcome.incident
  throw new Error(`The test's ${command.type} was refused: ${outcome.refusal.code}`)
}

/** As it is when all of it stands, or Slack has refused something, or nobody waits any longer. */
const untilItStands = async (stanch: Stanch, id: IncidentId, isInterrupted: () => boolean) => {
  for (const until = performance.now() + patienceMs; ;) {
    const incident = await patiently(() => stanch.database.reads.incident(id))
    const isOver = incident !== undefined && (hasAll(incident) || incident.troubles.length > 0)
    if (isOver || isInterrupted() || performance.now() > until) return incident
    await pause(lookEveryMs)
  }
}

const hasAll = ({ card, cardPinned, announcement, troubles }: Incident): boolean =>
  card !== undefined && cardPinned && announcement !== undefined && troubles.length === 0

const wordsFor = ({ number, channelName, channel, card, cardPinned, announcement, troubles }: Incident): string =>
  [
    `INC-${number}, declared by Stanch itself and cancelled again:`,
    `  ${channel === undefined ? 'no channel was opened' : `#${channelName} was opened`}`,
    `  ${card === undefined ? 'no card was posted in it' : `its card was posted in it${cardPinned ? ' and pinned' : ', and not pinned'}`}`,
    `  ${announcement === undefined ? 'it was announced nowhere' : 'it was announced'}`,
    ...troubles.map(
      ({ effect, error, needed }) => `  Slack refused ${effect}: ${error}${needed === undefined ? '' : ` (${needed})`}`,
    ),
  ].join('\n')
