import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect as connectTo } from '../../db/client.ts'
import { freePort } from '../../sandbox/free-port.ts'
import { requiredScopes } from '../../src/slack/scopes.ts'
import { emptyDatabase } from '../database.ts'
import { startMailServer } from '../email/mail-server.ts'
import { openReceiver } from '../webhook/receiver.ts'
import { app, bot, openHouse, run } from './house.ts'

const secrets = { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app }

test('all mistakes in the settings are told at once, and settings that others may read', async () => {
  const house = await openHouse()
  writeFileSync(join(house.folder, '.env'), 'LOG_LEVEL=loud\nPORT=http\n', { mode: 0o640 })
  chmodSync(join(house.folder, '.env'), 0o640)
  const { code, out } = await run('doctor', [], house)
  expect(code).toBe(1)
  expect(out).toMatch(/^broken {2}settings: PORT: "http" is no port/m)
  expect(out).toMatch(/^broken {2}settings: LOG_LEVEL: "loud" is not known/m)
  expect(out).toMatch(
    /^look {4}\.env: others on this machine may read the secrets in it \(mode 640\)\n +chmod 600 \.env$/m,
  )
})

test('without a Slack and without a database it says how to come by them, and makes nothing', async () => {
  const house = await openHouse()
  const { code, out } = await run('doctor', [], house, { DATABASE_URL: '' })
  expect(code).toBe(0)
  expect(out).toMatch(/^look {4}database: there is none in .*data yet/m)
  expect(out).toMatch(/^look {4}Slack: none is connected\n +npm run connect leads to your own/m)
})

test(
  'what Slack withholds is broken, each thing with its cure, and nothing shows a token',
  { timeout: 240_000 },
  async () => {
    const house = await openHouse()
    const { slack, settings } = house
    await slack.rig.grant(requiredScopes.filter((scope) => scope !== 'pins:write'))
    await slack.rig.grantToApp([])
    await slack.as('noa').archives('incidents')
    const { sql } = connectTo(settings['DATABASE_URL'] ?? '')
    await sql`
    insert into outbox (effect, lane, due_at, gave_up_at, last_error, needed)
    values ('{"type":"pin-card"}', 'x', now(), now(), 'missing_scope', 'pins:write')`
    await sql`
    insert into restores (backup_at, looked_at, lost)
    values (now(), now(), '[{"channel":"C1","name":"inc-0007-login-fails","number":7}]')`
    await sql.end()
    mkdirSync(settings['DATA_DIR'] ?? '', { recursive: true })
    const connected = { manifest: 'another', team: 'T0STANCH', app: 'A0STANCH', at: '2026-03-02T12:00:00Z' }
    writeFileSync(join(settings['DATA_DIR'] ?? '', 'connected.json'), JSON.stringify(connected))

    const { code, out, err } = await run('doctor', [], house, secrets)
    expect(code, err).toBe(1)
    expect(out).toMatch(
      /^broken {2}scopes: the app lacks pins:write\n +https:\/\/api\.slack\.com\/apps\/A0STANCH: OAuth & Permissions/m,
    )
    expect(out).toMatch(/^broken {2}connection: SLACK_APP_TOKEN lacks the scope connections:write/m)
    expect(out).toMatch(/^broken {2}announcements: .*#incidents/m)
    expect(out).toMatch(/^look {4}manifest: manifest\.yml has changed since .*\n.*npm run manifest prints/m)
    expect(out).toMatch(/^look {4}given up: pin-card, since .* \(missing_scope: the app lacks pins:write\)/m)
    expect(out).toMatch(/^look {4}restored backup: .*#inc-0007-login-fails/m)
    expect(out + err).not.toContain('leak')

    await slack.rig.grantToApp(null)
    await run('connect', ['--manifest-pasted'], house, secrets)
    const after: unknown = JSON.parse((await run('doctor', ['--json'], house, secrets)).out)
    expect(after).toMatchObject({ ok: false })
    expect(after).toMatchObject({
      lines: expect.arrayContaining([expect.objectContaining({ name: 'manifest', level: 'ok' })]),
    })
  },
)

test('a token that is refused, a Slack that is away, and a database that is', { timeout: 240_000 }, async () => {
  const house = await openHouse()
  await house.slack.rig.refuseToken(bot, 'token_revoked')
  const nobody = await freePort()
  const [refused, away] = await Promise.all([
    run('doctor', [], house, secrets),
    run('doctor', [], house, {
      ...secrets,
      SLACK_API_URL: `http://127.0.0.1:${nobody}/api/`,
      DATABASE_URL: `postgres://nobody@127.0.0.1:${nobody}/none`,
    }),
  ])
  expect(refused.out).toMatch(/^broken {2}bot token: Slack refuses it \(token_revoked\)/m)
  expect(refused.code).toBe(1)
  expect(away.out).toMatch(/^broken {2}database: it cannot be used\n +DATABASE_URL: no PostgreSQL answers there/m)
  expect(away.out).toMatch(/^broken {2}bot token: Slack cannot be reached \(ECONNREFUSED\)/m)
  expect(away.code).toBe(1)
})

test('a database of another version is told, and nothing in it is read or changed', { timeout: 240_000 }, async () => {
  const house = await openHouse()
  const url = await emptyDatabase()
  const empty = await run('doctor', [], house, { ...secrets, DATABASE_URL: url })
  expect(empty, empty.err).toMatchObject({ code: 0, out: expect.stringContaining('there is nothing of Stanch in it') })
  const { sql } = connectTo(url)
  await sql`create table migrations (number integer primary key, name text not null)`
  await sql`insert into migrations values (999, 'of tomorrow')`
  const newer = await run('doctor', [], house, { ...secrets, DATABASE_URL: url })
  expect(newer).toMatchObject({ code: 1, out: expect.stringContaining('broken  schema: 999, and this program knows') })
  const tables = await sql`select table_name from information_schema.tables where table_schema = current_schema()`
  await sql.end()
  expect(tables).toHaveLength(1)
})

test('the ways out beside Slack are looked at, and nothing is sent to anybody', { timeout: 240_000 }, async () => {
  const house = await openHouse()
  const [server, receiver] = await Promise.all([startMailServer(), openReceiver()])
  const [free, gone] = await Promise.all([freePort(), freePort()])
  const page = createServer((_request, response) => {
    response.end(JSON.stringify({ url: 'x', state: 'quiet', incidents: [] }))
  })
  page.listen(0)
  onTestFinished(() => void page.close())
  // An address of TCP is an object.
  const { port } = page.address() as AddressInfo
  const secret = '6f1f0c5e9b2d41aa'
  const email = { SMTP_URL: server.url, EMAIL_FROM: 'status@acme.test', DATABASE_URL: '' }
  const [well, ill] = await Promise.all([
    run('doctor', [], house, {
      ...email,
      STATUS_PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}/`,
      WEBHOOKS: `crm ${receiver.url} ${secret}`,
    }),
    run('doctor', [], house, {
      ...email,
      SMTP_URL: server.url.replace('hunter2', 'hunter3'),
      STATUS_PORT: String(free),
      PUBLIC_URL: 'https://status.acme.test/',
      WEBHOOKS: `crm http://127.0.0.1:${gone}/ ${secret}`,
    }),
  ])
  expect(well.out).toMatch(/^ok {6}status page: it answers on port/m)
  expect(well.out).toMatch(/^ok {6}PUBLIC_URL: the status page is found/m)
  expect(well.out).toMatch(/^ok {6}e-mail: the SMTP server takes the connection and the login/m)
  expect(well.out).toMatch(/^ok {6}webhook crm: its receiver is reached/m)
  expect(ill.code).toBe(1)
  expect(ill.out).toMatch(/^ok {6}status page: port \d+ is free; npm start listens there/m)
  expect(ill.out).toMatch(
    /^broken {2}e-mail: the SMTP server takes no letters \(535.*\n +The user or the password in SMTP_URL/m,
  )
  expect(ill.out).toMatch(/^look {4}webhook crm: its receiver cannot be reached \(ECONNREFUSED\)/m)
  expect(well.out + ill.out).not.toMatch(/hunter|6f1f0c5e/)
  expect([server.taken, receiver.heard]).toEqual([[], []])
})
