import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { freePort } from '../../sandbox/free-port.ts'
import { openStage, type Stage } from '../../scripts/faults/stage.ts'
import { startBot } from '../../scripts/faults/bot.ts'
import { freshDatabase } from '../database.ts'

/** What was sent to the bot that is a key for whoever reads it. */
const keysSent = async ({ slack }: Stage): Promise<readonly string[]> => {
  const sent = JSON.stringify(await slack.rig.deliveries())
  return [...sent.matchAll(/"(?:trigger_id|response_url)":"([^"]+)"/g)].map((match) => match[1] ?? '')
}

const line = z.looseObject({ level: z.number(), event: z.string(), msg: z.string() })

const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5'
const smtpPassword = 'hunter2-of-the-mail'

/** As it is told how Slack reaches it: with a letter server and a receiver of updates, neither of which is there. */
const settingsOf = async (transport: 'socket' | 'http'): Promise<Readonly<Record<string, string>>> => ({
  LOG_LEVEL: 'trace',
  ...(transport === 'http' && { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: signingSecret }),
  STATUS_PORT: String(await freePort()),
  PUBLIC_URL: 'https://status.acme.test/',
  SMTP_URL: `smtp://stanch:${smtpPassword}@127.0.0.1:9/?requireTLS=false`,
  EMAIL_FROM: 'status@acme.test',
  INTERNAL_EMAIL_DOMAINS: 'acme.test',
  WEBHOOKS: 'crm http://127.0.0.1:9/hooks/t0ken 6f1f0c5e6f1f0c5e',
  DATA_DIR: await dataDir(),
})

const dataDir = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'stanch-log-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

/** What anybody may send to an address that the world can reach. */
const knockAt = async (url: string): Promise<void> => {
  const old = { 'x-slack-signature': `v0=${'ab'.repeat(32)}`, 'x-slack-request-timestamp': '1700000000' }
  const now = { ...old, 'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)) }
  for (const headers of [{}, old, now, { ...now, 'content-type': 'application/json' }]) {
    await fetch(url, { method: 'POST', headers, body: '{"token":"zebrafish","payload":"{zebrafish' })
  }
}

/** A whole story in which nearly everything goes wrong once. */
const play = async (stage: Stage, transport: 'socket' | 'http'): Promise<void> => {
  const { slack, sql } = stage
  const noa = slack.as('noa')
  const faults: readonly Parameters<typeof slack.rig.fault>[0][] = [
    { method: 'conversations.invite', when: 'after', times: 1, how: 'drop' },
    { method: 'conversations.setTopic', when: 'before', times: 1, how: { status: 500 } },
    { method: 'pins.add', when: 'before', times: 1, how: { error: 'missing_scope' } },
    // What a proxy answers in Slack's place may be anything.
    { method: 'conversations.setPurpose', when: 'before', times: 1, how: { error: 'xoxb-9-told-by-a-proxy' } },
    { method: 'response_url', when: 'before', times: 1, how: { status: 500 } },
    { method: 'views.open', when: 'before', times: 1, how: { error: 'expired_trigger_id' } },
  ]
  for (const fault of faults) await slack.rig.fault(fault)
  await noa.types('/incident declare sev1 Zebrafish is down', { in: 'general' })
  await noa.types('/incident declare', { in: 'general' })
  const channel = await slack.until(
    async () => (await slack.channels()).find(({ name }) => name.startsWith('inc-0001')),
    {
      what: 'the channel',
      timeoutMs: 60_000,
    },
  )
  await stage.quiet(60_000)
  await noa.types('/incident subscribe noa@acme.test', { in: channel.name })
  await noa.says("I'm IC. The zebrafish is on fire", { in: channel.name })
  if (transport === 'socket') await slack.rig.cutSockets()
  else await knockAt(eventsOf(stage))
  await slack.until(async () => (await slack.rig.delivery()).ready, { what: 'the sockets', timeoutMs: 30_000 })
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`
  await noa.types('/incident update The zebrafish is rolled back', { in: channel.name })
  await slack.rig.refuseToken('xoxb-faults', 'token_revoked')
  await noa.types('/incident note zebrafish 14:05', { in: channel.name })
  await slack.rig.refuseToken('xoxb-faults', null)
  await noa.presses('Post update', { in: channel.name })
  await noa.types('/incident nonsense zebrafish', { in: channel.name })
  const isTried = () => stage.bot().log().includes('"email-server-away"')
  await slack.until(isTried, { what: 'the letter to be tried', timeoutMs: 60_000 })
}

const eventsOf = (stage: Stage): string => `http://127.0.0.1:${stage.bot().port}/slack/events`

it.each(['socket', 'http'] as const)(
  'keeps every key out of the log at its most talkative, and names the incident and the request: %s',
  { timeout: 180_000 },
  async (transport) => {
    const databaseUrl = await freshDatabase()
    const settings = await settingsOf(transport)
    const stage = await openStage(databaseUrl, { settings: () => settings })
    onTestFinished(() => stage.close())
    if (transport === 'http') await stage.slack.rig.deliverTo({ url: eventsOf(stage), signingSecret })
    await play(stage, transport)
    const { code } = await stage.bot().terminate()
    expect(code).toBe(0)

    const log = stage.bot().log()
    const ours = ['xoxb-faults', 'xapp-faults', signingSecret, smtpPassword, '/hooks/t0ken', '6f1f0c5e6f1f0c5e']
    const keys = [...ours, ...(await keysSent(stage))]
    expect(keys.length).toBeGreaterThan(12)
    for (const key of keys) expect(log).not.toContain(key)
    expect(log).toContain('[secret]')
    expect(log).not.toMatch(/xox[abp]-|xapp-|ticket=|v0=[0-9a-f]{64}/)
    // Nor anything that people typed.
    expect(log.toLowerCase()).not.toContain('zebrafish')

    const lines = log
      .split('\n')
      .filter((one) => one.startsWith('{'))
      .map((one) => line.parse(JSON.parse(one)))
    const events = new Set(lines.map(({ event }) => event))
    for (const event of [
      'started',
      'answered',
      'recorded',
      'effect-delayed',
      'effect-refused',
      'request-fault',
      'email-server-away',
      'stopping',
    ]) {
      expect([...events]).toContain(event)
    }
    const about = lines.filter(({ event }) => /^(effect-|recorded)/.test(event))
    expect(about.filter(({ incident, request }) => incident === undefined || request === undefined)).toEqual([])
    const requests = lines.filter(({ event }) => event === 'answered')
    // Who asks while the database is cut off may be told so before anybody knows who it is.
    expect(requests.filter(({ ok, request }) => ok === true && request === undefined)).toEqual([])

    // From the request to what it made Slack hear.
    const [declared] = lines.filter(({ event, command }) => event === 'recorded' && command === 'declare')
    expect(requests.map(({ request }) => request)).toContain(declared?.['request'])
    const rows = await stage.sql<{ what: string }[]>`
    select effect ->> 'type' as what from outbox where request = ${String(declared?.['request'])}`
    expect(rows.map(({ what }) => what)).toContain('open-channel')
  },
)

it('says why it cannot start without the password that it tried', { timeout: 60_000 }, async () => {
  const started = startBot('http://127.0.0.1:9/api/', 'postgres://stanch:hunter2-%40-x@127.0.0.1:1/none', {
    LOG_LEVEL: 'trace',
  })
  const error = await started.then(
    () => new Error('it started'),
    (reason: unknown) => reason,
  )
  const said = String(error)
  expect(said).toContain('DATABASE_URL')
  expect(said).not.toMatch(/hunter2|xoxb-|xapp-/)
})
