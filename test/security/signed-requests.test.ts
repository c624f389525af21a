import { createHmac } from 'node:crypto'
import postgres from 'postgres'
import { expect, it, onTestFinished } from 'vitest'
import { freePort } from '../../sandbox/free-port.ts'
import { startSandbox } from '../../sandbox/start.ts'
import { connect } from '../../sandbox/client.ts'
import { readConfig } from '../../src/config.ts'
import { runStanch } from '../../src/main.ts'
import { bodyLimit } from '../../src/slack/raw-signature.ts'
import { freshDatabase } from '../database.ts'

const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5'
const form = 'application/x-www-form-urlencoded'
const json = 'application/json'

/** Stanch over HTTP, and a way to send it any bytes. */
const openPort = async () => {
  const sandbox = await startSandbox({})
  onTestFinished(() => sandbox.stop())
  const port = await freePort()
  const databaseUrl = await freshDatabase()
  const read = readConfig({
    SLACK_BOT_TOKEN: 'xoxb-1-1-test',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: sandbox.apiUrl,
    PORT: String(port),
  })
  if (!read.ok) throw new Error(read.mistakes.join('\n'))
  const warnings: string[] = []
  const warn = (facts: object, message: string) => void warnings.push(`${message} ${JSON.stringify(facts)}`)
  const stanch = await runStanch({
    config: read.config,
    databaseUrl,
    log: { info: () => undefined, warn, error: warn },
  })
  onTestFinished(() => stanch.stop())
  const sql = postgres(databaseUrl, { max: 1 })
  onTestFinished(() => sql.end())

  const send = async (
    body: Buffer | string,
    type: string,
    signed: Partial<{ over: Buffer | string; by: string }> = {},
  ) => {
    const timestamp = String(Math.floor(Date.now() / 1000))
    const hmac = createHmac('sha256', signed.by ?? signingSecret).update(`v0:${timestamp}:`)
    const signature = `v0=${hmac.update(signed.over ?? body).digest('hex')}`
    return sendAs(body, {
      'content-type': type,
      'x-slack-signature': signature,
      'x-slack-request-timestamp': timestamp,
    })
  }
  const sendAs = async (body: Buffer | string, headers: Record<string, string>) => {
    const url = `http://127.0.0.1:${port}/slack/events`
    const response = await fetch(url, { method: 'POST', body: Buffer.from(body), headers })
    return { status: response.status, text: await response.text() }
  }
  const count = async (table: 'incidents' | 'inbox'): Promise<number> => {
    const [row] = await sql<{ rows: number }[]>`select count(*)::int as rows from ${sql(table)}`
    return row?.rows ?? 0
  }
  return { send, sendAs, count, sql, stanch, slack: connect(sandbox.url), warnings }
}

const declaring = (title: string, trigger = '1300000001.2.0123456789abcdef01234567') =>
  new URLSearchParams({
    command: '/incident',
    text: `declare sev3 ${title}`,
    user_id: 'U0NOA',
    team_id: 'T0STANCH',
    channel_id: 'C0GENERAL',
    trigger_id: trigger,
    response_url: 'http://127.0.0.1:9/never',
  }).toString()

const pressing = (incident: string, severity: string, trigger: string) =>
  new URLSearchParams({
    payload: JSON.stringify({
      type: 'block_actions',
      user: { id: 'U0NOA', team_id: 'T0STANCH' },
      team: { id: 'T0STANCH', domain: 'acme' },
      channel: { id: 'C0GENERAL' },
      container: { message_ts: '1700000000.000100', channel_id: 'C0GENERAL' },
      actions: [
        { action_id: 'card-severity', block_id: `incident/${incident}/x`, selected_option: { value: severity } },
      ],
      trigger_id: `${trigger}.0123456789abcdef01234567`,
      response_url: 'http://127.0.0.1:9/never',
    }),
  }).toString()

const said = (id: string, text: string) =>
  JSON.stringify({
    type: 'event_callback',
    event_id: id,
    event_time: 1_700_000_000,
    team_id: 'T0STANCH',
    event: { type: 'message', channel: 'C0GENERAL', user: 'U0NOA', text, ts: '1700000000.000100', event_ts: '1' },
  })

it(
  'looks at the signature over the bytes as they came: the same text in other bytes is refused',
  { timeout: 60_000 },
  async () => {
    const { send, count } = await openPort()
    // Exact, with letters of every length, and percent signs that decode to the same.
    expect((await send(declaring('Ω 障害 🔥 é'), form)).status).toBe(200)
    expect((await send(said('Ev1', 'Ω 障害 🔥 é'), json)).status).toBe(200)
    expect([await count('incidents'), await count('inbox')]).toEqual([1, 1])

    const encoded = declaring('a+b', '1300000001.3.0123456789abcdef01234567')
    const reencoded = encoded.replace('%2B', '%2b')
    expect(reencoded).not.toBe(encoded)
    expect((await send(reencoded, form, { over: encoded })).status).toBe(401)
    const pretty = JSON.stringify(JSON.parse(said('Ev2', 'x')), undefined, 1)
    expect((await send(pretty, json, { over: said('Ev2', 'x') })).status).toBe(401)

    // Broken UTF-8 decodes to U+FFFD: as text they are the same, as bytes they are not.
    const replaced = Buffer.from(said('Ev3', '\ufffd'))
    const broken = Buffer.concat(
      said('Ev3', '\ufffd')
        .split('\ufffd')
        .flatMap((part, nth) => (nth === 0 ? [Buffer.from(part)] : [Buffer.from([0xff]), Buffer.from(part)])),
    )
    expect(broken.toString()).toBe(replaced.toString())
    expect((await send(broken, json, { over: replaced })).status).toBe(401)
    expect([await count('incidents'), await count('inbox')]).toEqual([1, 1])
  },
)

it('refuses what somebody else signed, or nobody, and goes on', { timeout: 60_000 }, async () => {
  const { send, sendAs, count, warnings } = await openPort()
  expect((await send(said('Ev1', 'x'), json, { by: 'another secret' })).status).toBe(401)
  expect((await sendAs(said('Ev1', 'x'), { 'content-type': json })).status).toBe(401)
  expect((await sendAs(declaring('x'), { 'content-type': form, 'x-slack-signature': 'v0=' })).status).toBe(401)
  // An ssl_check comes unsigned, and nothing that travels with it is believed.
  expect((await sendAs(`ssl_check=1&${declaring('x')}`, { 'content-type': form })).status).toBe(200)
  expect((await send('null', json)).status).toBe(400)
  expect((await send('payload=null', form)).status).toBe(400)
  expect((await send('{"type":', json)).status).toBe(400)
  expect(await count('incidents')).toBe(0)
  expect(await count('inbox')).toBe(0)
  expect((await send(declaring('x'), form)).status).toBe(200)
  expect(warnings.join('\n')).not.toContain(signingSecret)
})

it('reads no more than a request of Slack can hold', { timeout: 60_000 }, async () => {
  const { send, sendAs, count } = await openPort()
  expect((await send(said('Ev1', 'x'.repeat(bodyLimit)), json)).status).toBe(413)
  // Nobody who did not sign gets that much attention.
  expect((await sendAs('x'.repeat(bodyLimit / 2), { 'content-type': json })).status).toBe(413)
  expect((await send(said('Ev2', 'x'.repeat(bodyLimit / 2)), json)).status).toBe(200)
  expect(await count('inbox')).toBe(1)
})

it(
  'does once what is sent again, signature and all, within the minutes in which it is valid',
  { timeout: 60_000 },
  async () => {
    const { send, count, sql, slack, stanch } = await openPort()
    const first = await send(declaring('Checkout is down'), form)
    expect(first.text).toContain('INC-1')
    expect((await send(declaring('Checkout is down'), form)).text).toContain('INC-1')
    expect((await send(said('Ev1', 'hello'), json)).status).toBe(200)
    expect((await send(said('Ev1', 'hello'), json)).status).toBe(200)
    await stanch.settle()
    expect([await count('incidents'), await count('inbox')]).toEqual([1, 1])
    expect((await slack.channels()).filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1)

    const [incident] = await sql<{ id: string }[]>`select id from incidents`
    const press = (severity: string, trigger: string) => pressing(incident?.id ?? '', severity, trigger)
    const changed = async (): Promise<number> => {
      await stanch.settle()
      return (await sql`select 1 from events where type = 'severity-changed'`).count
    }
    for (const _ of [1, 2]) expect((await send(press('sev1', '1300000002.2'), form)).status).toBe(200)
    expect(await changed()).toBe(1)
    // Nor does it put back what was changed since.
    expect((await send(press('sev2', '1300000003.2'), form)).status).toBe(200)
    expect((await send(press('sev1', '1300000002.2'), form)).status).toBe(200)
    expect(await changed()).toBe(2)
  },
)

it('takes the word that events are dropped, which has no event in it, and tells the operator', async () => {
  const { send, count, warnings } = await openPort()
  const told = JSON.stringify({ type: 'app_rate_limited', team_id: 'T0STANCH', minute_rate_limited: 1_700_000_000 })
  expect(await send(told, json)).toEqual({ status: 200, text: '' })
  expect(warnings.filter((line) => line.includes('slack-drops-events'))).toHaveLength(1)
  expect(await count('inbox')).toBe(0)
})
