import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '../../sandbox/client.ts'
import type { Slack } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/start.ts'
import type { Sandbox } from '../../sandbox/start.ts'

let sandbox: Sandbox
let slack: Slack
let web: WebClient

beforeEach(async () => {
  sandbox = await startSandbox({ manifest: null })
  slack = connect(sandbox.url)
  web = new WebClient('xoxb-test', {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 500,
  })
})

afterEach(async () => {
  await sandbox.stop()
})

const post = async (text: string, channel = 'C0INCIDENTS'): Promise<unknown> => web.chat.postMessage({ channel, text })

const texts = async (): Promise<string[]> => (await slack.messages('incidents')).map((one) => one.text)

describe('a call that is told to fail', () => {
  it('before it takes effect leaves nothing behind, and the next one works', async () => {
    await slack.rig.fault({ method: 'chat.postMessage', when: 'before', times: 1, how: { status: 503 } })
    await expect(post('lost')).rejects.toMatchObject({ statusCode: 503 })
    await post('kept')
    expect(await texts()).toEqual(['kept'])
  })

  it.each([
    ['a dropped connection', 'drop' as const],
    ['silence', 'hang' as const],
    ['a page instead of JSON', 'html' as const],
    ['a status', { status: 500 }],
  ])('after it took effect, by %s, has been done all the same', async (_name, how) => {
    await slack.rig.fault({ method: 'chat.postMessage', when: 'after', times: 1, how })
    await expect(post('done')).rejects.toThrow()
    expect(await texts()).toEqual(['done'])
  })

  it('only with these arguments lets the others through', async () => {
    await slack.rig.fault({ method: 'chat.postMessage', how: { error: 'restricted_action' }, match: { text: 'no' } })
    await post('yes')
    await expect(post('no')).rejects.toMatchObject({ data: { error: 'restricted_action' } })
    await slack.rig.clearFaults()
    await post('no')
    expect(await texts()).toEqual(['yes', 'no'])
  })

  it('is in the log with its arguments and its end, and never with a token', async () => {
    await slack.rig.fault({ method: 'chat.postMessage', how: { error: 'fatal_error' }, times: 1 })
    await expect(
      web.apiCall('chat.postMessage', { channel: 'C0INCIDENTS', text: 'x', token: 'xoxb-secret' }),
    ).rejects.toThrow()
    const [call] = await slack.calls({ method: 'chat.postMessage' })
    expect(call).toMatchObject({ outcome: 'fatal_error', who: 'bot', args: { text: 'x' } })
    expect(JSON.stringify(await slack.calls())).not.toContain('xoxb')
  })
})

it('delays every call when told to', async () => {
  await slack.rig.delay(60)
  const before = performance.now()
  await web.auth.test()
  expect(performance.now() - before).toBeGreaterThanOrEqual(59)
})

describe('rate limits', () => {
  it('are off until switched on', async () => {
    for (let n = 0; n < 25; n += 1) await web.users.list({})
    expect((await slack.rig.limits()).refused).toBe(0)
  })

  it('let a minute’s calls of a tier through at once and then ask to wait', async () => {
    await slack.rig.limits(true)
    for (let n = 0; n < 20; n += 1) await web.users.list({})
    await expect(web.users.list({})).rejects.toMatchObject({ retryAfter: 3 })
    await web.users.info({ user: 'U0NOA' })
  })

  it('let five posts through in each channel and then one a second', async () => {
    await slack.rig.limits(true)
    for (let n = 0; n < 5; n += 1) await post(`${n}`)
    await expect(post('six')).rejects.toMatchObject({ retryAfter: 1 })
    await post('elsewhere', 'D0NOA')
  })

  it('count those who do not wait', async () => {
    await slack.rig.limits(true)
    for (let n = 0; n < 5; n += 1) await post(`${n}`)
    await expect(post('six')).rejects.toThrow()
    expect(await slack.rig.limits()).toMatchObject({ refused: 1, impatient: 0 })
    await expect(post('six again')).rejects.toThrow()
    expect(await slack.rig.limits()).toMatchObject({ refused: 2, impatient: 1 })
  })
})
