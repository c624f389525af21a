import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Backlog } from '../db/backlog.ts'
import type { Measured, Meter } from './app/measure.ts'
import type { Route } from './slack/bolt.ts'

/** What is asked when Prometheus asks. */
export type Standing = {
  /** Of the whole database; rejects while it is away. */
  readonly backlog: () => Promise<Backlog>
  /** Connections that bring Slack's payloads to this process now. */
  readonly connections: () => number
  /** Does Slack take our token? */
  readonly isHeld: () => boolean
}

/** Codes are Slack's, some dozens; a proxy may invent more, and each would be a series of its own for ever. */
const codesAtMost = 100

/** What is counted in this process, and its text for a scrape. */
export type Metrics = { readonly meter: Meter; readonly text: (standing: Standing) => Promise<string> }

/**
 * Counts in this process, and what is true for all replicas asked of the database at each scrape. `text` is
 * Prometheus's own format. Names and labels are ours; nobody's text is in them.
 */
export const openMetrics = (): Metrics => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({ name: `stanch_${name}`, help, labelNames, registers })
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name: `stanch_${name}`, help, labelNames, registers })

  const declares = counter('declares_total', 'Incidents declared.')
  const channel = new Histogram({
    name: 'stanch_channel_open_seconds',
    help: 'From the declare to the channel.',
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    registers,
  })
  const requests = new Histogram({
    name: 'stanch_request_seconds',
    help: 'From a slash command, press, form or shortcut to its answer. Slack waits 3 s.',
    labelNames: ['kind', 'ok'] as const,
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  })
  const reminders = counter('reminders_sent_total', 'Reminders sent.', ['kind'])
  const slackEvents = counter('slack_events_total', 'Slack events: stored, dropped as duplicates, given up.', ['fate'])
  const refusals = counter('slack_refusals_total', 'Calls that Slack refused or did not answer.', ['method', 'code'])
  const parked = counter('parked_total', 'Effects given up: somebody must mend the cause.', ['effect'])
  const pages = counter('status_page_answers_total', 'Answers of the status page, by their status.', ['status'])
  const letters = counter('letters_total', 'Tries to send a letter.', ['fate'])
  const away = counter('database_away_total', 'Commands and events that could not be stored.')

  const up = gauge('database_up', '1 while the database answers.')
  const due = gauge('backlog_due', 'Rows whose time has come, of all replicas.', ['queue'])
  const oldest = gauge('backlog_oldest_seconds', 'How long the first of them has waited.', ['queue'])
  const parkedNow = gauge('parked', 'Given up and not done since, of all replicas: what /incident health lists.')
  const open = gauge('incidents_open', 'Incidents that are not over.')
  const waitingInTriage = gauge('reports_in_triage', 'Reports that nobody has judged yet.')
  const connections = gauge('slack_connections', 'Connections over which Slack reaches this process.')
  const held = gauge('slack_token_refused', '1 while Slack takes no token and everything waits.')

  const codes = new Set<string>()
  const known = (code: string): string =>
    codes.size < codesAtMost || codes.has(code) ? (codes.add(code), code) : 'other'

  const meter = (measured: Measured): void => {
    switch (measured.what) {
      case 'declared':
        return declares.inc()
      case 'channel-opened':
        return channel.observe(measured.afterMs / 1000)
      case 'reminded':
        return reminders.inc({ kind: measured.kind })
      case 'answered':
        return requests.observe({ kind: measured.kind, ok: String(measured.ok) }, measured.ms / 1000)
      case 'slack-event':
        return slackEvents.inc({ fate: measured.fate })
      case 'slack-refused':
        return refusals.inc({ method: measured.method, code: known(measured.code) })
      case 'parked':
        return parked.inc({ effect: measured.effect })
      case 'page-answered':
        return pages.inc({ status: String(measured.status) })
      case 'letter':
        return letters.inc({ fate: measured.fate })
      case 'database-away':
        return away.inc()
      default: {
        const never: never = measured
        return never
      }
    }
  }

  const stand = ({ outbox, inbox, parked: waiting, openIncidents, inTriage }: Backlog): void => {
    up.set(1)
    for (const [queue, one] of Object.entries({ outbox, inbox })) {
      due.set({ queue }, one.due)
      oldest.set({ queue }, one.oldestMs / 1000)
    }
    parkedNow.set(waiting)
    open.set(openIncidents)
    waitingInTriage.set(inTriage)
  }

  const text = async (standing: Standing): Promise<string> => {
    connections.set(standing.connections())
    held.set(standing.isHeld() ? 1 : 0)
    await standing.backlog().then(stand, () => {
      // What was true a while ago is not told as if it were true now.
      up.set(0)
      for (const one of [due, oldest]) one.reset()
      for (const one of [parkedNow, open, waitingInTriage]) one.remove()
    })
    return registry.metrics()
  }
  return { meter, text }
}

/** `GET /metrics` for Prometheus. */
export const metricsRoute = (text: () => Promise<string>): Route => ({
  path: '/metrics',
  handler: (_request, response) => {
    const tell = async (): Promise<void> => {
      const words = await text()
      response.writeHead(200, {
        'content-type': 'text/plain; version=0.0.4; charset=utf-8',
        'cache-control': 'no-store',
      })
      response.end(words)
    }
    void tell().catch((error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))))
  },
})
