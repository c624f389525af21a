import { expect, it } from 'vitest'
import { freePort } from '../../sandbox/free-port.ts'
import { openMetrics } from '../../src/metrics.ts'
import { openIncident } from '../slack/handlers/open-incident.ts'
import { openTeam, type Transport } from '../stanch.ts'

const scrape = async (port: number, path = '/metrics') => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`)
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}

/** The value of one series; undefined where there is none. */
const valueOf = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}

it('counts what happened, and nobody can read in it what was said', { timeout: 60_000 }, async () => {
  const port = await freePort()
  const team = await openTeam({ METRICS_PORT: String(port) })
  const channel = await openIncident(team, 'The Initech merger leaked', 'sev1')
  const noa = team.slack.as('noa')
  await team.slack.rig.delivery({ copies: 2 })
  await noa.says('hello', { in: channel })
  await team.settle()
  await team.slack.rig.fault({
    method: 'chat.postMessage',
    when: 'before',
    times: 1,
    how: { error: 'restricted_action' },
  })
  await noa.types('/incident update Rolling back', { in: channel })
  await noa.types('/incident report Printer is out of paper', { in: 'general' })
  await (await noa.form()).submit()
  await team.settle()
  team.later(61 * 60_000)
  await team.settle()

  const { status, type, text } = await scrape(port)
  expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
  expect(valueOf(text, 'stanch_declares_total')).toBe(1)
  expect(valueOf(text, 'stanch_channel_open_seconds_count')).toBe(1)
  expect(valueOf(text, 'stanch_incidents_open')).toBe(1)
  expect(valueOf(text, 'stanch_reports_in_triage')).toBe(1)
  expect(valueOf(text, 'stanch_slack_refusals_total{method="chat.postMessage",code="restricted_action"}')).toBe(1)
  expect(valueOf(text, 'stanch_parked_total{effect="post"}')).toBe(1)
  expect(valueOf(text, 'stanch_slack_events_total{fate="stored"}')).toBeGreaterThan(0)
  expect(valueOf(text, 'stanch_slack_events_total{fate="duplicate"}')).toBeGreaterThan(0)
  expect(valueOf(text, 'stanch_reminders_sent_total{kind="update-overdue"}')).toBeGreaterThan(0)
  expect(valueOf(text, 'stanch_request_seconds_count{kind="slash",ok="true"}')).toBe(3)
  expect(valueOf(text, 'stanch_backlog_due{queue="outbox"}')).toBe(0)
  expect(valueOf(text, 'stanch_backlog_oldest_seconds{queue="inbox"}')).toBe(0)
  expect(valueOf(text, 'stanch_database_up')).toBe(1)
  expect(valueOf(text, 'stanch_slack_token_refused')).toBe(0)
  expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(0)
  expect(text).toContain('nodejs_eventloop_lag')
  expect(text).not.toMatch(/Initech|Rolling|hello|U0NOA|inc-0001|C0[A-Z]/)
})

it.for<Transport>(['socket', 'http'])(
  'tells the figures on a port of their own and not on PORT (%s)',
  { timeout: 60_000 },
  async (transport) => {
    const metrics = await freePort()
    const team = await openTeam({ METRICS_PORT: String(metrics) }, transport)
    const port = team.port()
    expect((await scrape(metrics)).status).toBe(200)
    expect((await scrape(metrics, '/readyz')).status).toBe(200)
    expect((await scrape(port, '/healthz')).status).toBe(200)
    expect((await scrape(port)).status).toBe(404)
    expect(team.complaints().filter((line) => !line.includes('Unhandled HTTP request'))).toEqual([])
  },
)

it('tells them on PORT where nothing of the world comes in, and over HTTP nowhere', { timeout: 60_000 }, async () => {
  const inside = await openTeam({}, 'socket')
  const outside = await openTeam({}, 'http')
  expect((await scrape(inside.port())).text).toContain('stanch_declares_total 0')
  expect((await scrape(outside.port())).status).toBe(404)
})

const quiet = { connections: () => 2, isHeld: () => true }

it('says that the database is away, and nothing that was true before', async () => {
  const { text } = openMetrics()
  const waiting = { due: 3, oldestMs: 4_000 }
  const there = await text({
    ...quiet,
    backlog: async () => ({ outbox: waiting, inbox: waiting, parked: 1, openIncidents: 2, inTriage: 3 }),
  })
  expect(valueOf(there, 'stanch_backlog_oldest_seconds{queue="outbox"}')).toBe(4)
  expect(valueOf(there, 'stanch_parked')).toBe(1)
  expect(valueOf(there, 'stanch_reports_in_triage')).toBe(3)
  expect(valueOf(there, 'stanch_slack_connections')).toBe(2)
  expect(valueOf(there, 'stanch_slack_token_refused')).toBe(1)
  const away = await text({ ...quiet, backlog: () => Promise.reject(new Error('away')) })
  expect(valueOf(away, 'stanch_database_up')).toBe(0)
  expect(away).not.toMatch(/^stanch_(backlog|parked |incidents_open|reports_in_triage)/m)
})

it('keeps the number of its series bounded, whatever answers in the place of Slack', async () => {
  const { meter, text } = openMetrics()
  for (let nth = 0; nth < 1_000; nth++) meter({ what: 'slack-refused', method: 'chat.update', code: `http_${nth}` })
  const said = await text({ ...quiet, backlog: () => Promise.reject(new Error('away')) })
  expect(said.match(/^stanch_slack_refusals_total\{/gm)?.length).toBeLessThan(110)
  expect(valueOf(said, 'stanch_slack_refusals_total{method="chat.update",code="other"}')).toBe(900)
})
