import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Slack } from '../../sandbox/client.ts'
import { wire, type Ask } from '../../sandbox/client/wire.ts'
import type { Armed, Traffic, TrafficDetail } from '../../sandbox/page/drawer/traffic.ts'
import { startSandbox, type Sandbox } from '../../sandbox/start.ts'
import { Answers } from '../../sandbox/traffic/answers.ts'

let sandbox: Sandbox
let slack: Slack
let ask: Ask
let web: WebClient

beforeEach(async () => {
  sandbox = await startSandbox({ manifest: null })
  slack = connect(sandbox.url)
  ask = wire(sandbox.url)
  web = new WebClient('xoxb-very-secret', {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
  })
})

afterEach(async () => {
  await sandbox.stop()
})

const traffic = (request: object = {}): Promise<Traffic> => ask('traffic', request)
const detail = (id = ''): Promise<TrafficDetail> => ask('traffic-detail', { id })
const armed = (): Promise<Armed> => ask('armed')
const post = (text: string) => web.chat.postMessage({ channel: 'C0INCIDENTS', text })

describe('the traffic', () => {
  it('has each call and each delivery on a line, newest first, with where, who, and how it ended', async () => {
    await slack.rig.delivery({ retries: [] })
    await post('hello')
    await slack.as('noa').says('hello, app', { in: 'incidents' })
    await slack.as('ann').types('/incident list', { in: 'general' })
    const { rows } = await traffic()
    expect(rows.map(({ kind, name, about, outcome, isOk }) => ({ kind, name, about, outcome, isOk }))).toEqual([
      { kind: 'act', name: '/incident', about: '#general · ann · list', outcome: 'dispatch_failed', isOk: false },
      {
        kind: 'event',
        name: 'message',
        about: '#incidents · noa · hello, app',
        outcome: 'dispatch_failed',
        isOk: false,
      },
      { kind: 'event', name: 'message', about: '#incidents · stanch · hello', outcome: 'dispatch_failed', isOk: false },
      { kind: 'call', name: 'chat.postMessage', about: '#incidents · hello', outcome: 'ok', isOk: true },
    ])
  })

  it('tells only what is new at the next look, and how those ended that were running', async () => {
    await slack.rig.fault({ method: 'chat.postMessage', how: { delayMs: 300 }, times: 1 })
    const slow = post('slow')
    const first = await slack.until(async () => {
      const found = await traffic()
      return found.rows.length > 0 && found
    })
    const [running] = first.rows
    expect(running).toMatchObject({ outcome: null, ms: null })
    await slow
    const next = await traffic({ seen: first.seen, running: [running?.id] })
    expect(next.rows.find(({ id }) => id === running?.id)).toMatchObject({ outcome: 'ok', isOk: true })
    expect((await traffic({ seen: next.seen })).rows).toEqual([])
  })

  it('in a storm tells the newest and counts the rest', async () => {
    await slack.rig.delivery({ retries: [] })
    for (let n = 1; n <= 12; n += 1) await slack.as('noa').says(`${n}`, { in: 'incidents' })
    const { rows, passed } = await traffic({ limit: 5 })
    expect(rows.map(({ id }) => id)).toEqual(['d12', 'd11', 'd10', 'd9', 'd8'])
    expect(passed).toBe(7)
  })

  it('shows what was asked and answered as JSON, unpacked, and never a token or a ticket', async () => {
    await web.chat.postMessage({ channel: 'C0INCIDENTS', text: 'see xoxb-very-secret', blocks: [{ type: 'divider' }] })
    await new WebClient('xapp-very-secret', { slackApiUrl: sandbox.apiUrl }).apps.connections.open({})
    await slack.as('ann').types('/incident list', { in: 'general' })
    const { rows } = await traffic()
    const id = (name: string) => rows.find((row) => row.name === name)?.id
    expect(await detail(id('chat.postMessage'))).toMatchObject({
      request: { channel: 'C0INCIDENTS', text: 'see ***', blocks: [{ type: 'divider' }] },
      answer: { ok: true, channel: 'C0INCIDENTS' },
    })
    expect(await detail(id('apps.connections.open'))).toMatchObject({
      answer: { url: expect.stringContaining('ticket=***') },
    })
    const command = await detail(id('/incident'))
    expect(command.request).toMatchObject({ token: '***', trigger_id: '***', response_url: '***', text: 'list' })
    expect(JSON.stringify([rows, command])).not.toContain('secret')
  })

  it('shows what a call that was made to fail was answered with', async () => {
    await slack.rig.fault({ method: 'chat.postMessage', how: 'html', times: 1 })
    await expect(post('x')).rejects.toThrow()
    const { rows } = await traffic()
    expect(await detail(rows[0]?.id)).toMatchObject({ answer: expect.stringContaining('<!doctype html>') })
  })

  it('keeps so many answers and no more, and of a long one the beginning', () => {
    const answers = new Answers()
    for (let n = 1; n <= 100; n += 1) answers.keep(n, 'x'.repeat(100_000))
    expect(answers.of(1)).toBeUndefined()
    expect(answers.of(100)).toMatchObject({ length: 100_000, text: 'x'.repeat(64_000) })
  })
})

describe('what is made to go wrong', () => {
  it('is listed until it has run out', async () => {
    await slack.rig.fault({ method: 'chat.postMessage', when: 'after', how: { status: 500 }, times: 2 })
    expect((await armed()).faults).toEqual([
      { id: 1, method: 'chat.postMessage', when: 'after', how: 'http 500', left: 2 },
    ])
    await expect(post('one')).rejects.toThrow()
    expect((await armed()).faults).toMatchObject([{ left: 1 }])
    await expect(post('two')).rejects.toThrow()
    expect((await armed()).faults).toEqual([])
  })

  it('refuses every token of a kind without anybody knowing one', async () => {
    await ask('refuse-tokens', { kind: 'bot', error: 'token_revoked' })
    await expect(post('no')).rejects.toMatchObject({ data: { error: 'token_revoked' } })
    expect((await armed()).tokens).toEqual({ bot: 'token_revoked', app: null })
    await new WebClient('xapp-1', { slackApiUrl: sandbox.apiUrl }).apps.connections.open({})
    await ask('refuse-tokens', { kind: 'bot', error: null })
    await post('yes')
  })

  it('is all taken back at once', async () => {
    const normal = await armed()
    await slack.rig.fault({ method: '*', how: 'hang' })
    await slack.rig.delay(50)
    await slack.rig.limits(true)
    await slack.rig.refuseToken('xoxb-very-secret', 'invalid_auth')
    await ask('refuse-tokens', { kind: 'app', error: 'invalid_auth' })
    await slack.rig.holdEvents()
    await slack.rig.delivery({ copies: 2 })
    await slack.as('noa').says('kept back', { in: 'incidents' })
    await slack.rig.grant(['chat:write'])
    await slack.rig.farewell('link_disabled')
    expect(await armed()).toMatchObject({ held: 2, copies: 2, delayMs: 50, sockets: { isOff: true } })
    await ask('disarm')
    expect(await armed()).toEqual(normal)
    await post('as ever')
    expect((await traffic()).rows.map(({ about }) => about)).toContain('#incidents · noa · kept back')
  })
})
