import type { Parked, Report } from '../../src/domain/health.ts'
import type { IncidentName } from '../../src/domain/incident.ts'
import type { Moment } from '../../src/domain/ids.ts'
import type { Line } from './line.ts'

/** More lines would hide the others; `/incident health` has the buttons that try them again. */
const shown = 8
/** What waits longer than this waits for somebody, or nobody runs Stanch; in ms. */
const longMs = 600_000

/** What waits, what was given up, and what a restored backup does not know. */
export const workLines = (
  { waiting, effects, slackEvents, lost }: Report,
  names: readonly IncidentName[],
  now: Moment,
): readonly Line[] => {
  const parked = [
    ...effects.map((row) => effectLine(row, names)),
    ...slackEvents.map((row) => parkedLine(row, `${row.what}, which Slack told`)),
  ]
  const more = parked.length - shown
  return [
    ...(waiting === undefined ? [] : [waitingLine(waiting, now)]),
    ...parked.slice(0, shown),
    ...(more > 0 ? [{ level: 'look', name: 'given up', says: `${more} more` } as const] : []),
    ...lostLines(lost),
  ]
}

const waitingLine = ({ count, oldestAt }: NonNullable<Report['waiting']>, now: Moment): Line => {
  const name = 'outbox'
  if (count === 0) return { level: 'ok', name, says: 'nothing waits to be sent to Slack' }
  const says = `${count} waiting to be sent to Slack, the first since ${utc(oldestAt)}`
  return now - oldestAt > longMs
    ? { level: 'look', name, says, cure: 'Does Stanch run? npm start' }
    : { level: 'ok', name, says }
}

const effectLine = (row: Parked<number>, names: readonly IncidentName[]): Line => {
  const incident = names.find(({ id }) => id === row.incident)
  return parkedLine(row, `${row.what}${incident === undefined ? '' : ` of INC-${incident.number}`}`)
}

const parkedLine = ({ error, needed, gaveUpAt }: Omit<Parked<unknown>, 'id'>, what: string): Line => {
  // A fault's stack stands in the log.
  const why = error.split('\n')[0]?.slice(0, 120) ?? ''
  return {
    level: 'look',
    name: 'given up',
    says: `${what}, since ${utc(gaveUpAt)} (${why}${needed === undefined ? '' : `: the app lacks ${needed}`})`,
    cure: 'Mend the cause, then Try again in /incident health.',
  }
}

const lostLines = (lost: Report['lost']): readonly Line[] =>
  lost.length === 0
    ? []
    : [
        {
          level: 'look',
          name: 'restored backup',
          says: `${lost.length} incidents were declared after it: ${lost.map(({ name }) => `#${name}`).join(', ')}`,
          cure: 'Declare again what still goes on, with a link to the old channel.',
        },
      ]

const utc = (at: Moment): string => new Date(at).toISOString().replace(/:\d\d\.\d+Z$/, 'Z')
