import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../sandbox/client.ts'
import { type Ask, wire } from '../../sandbox/client/wire.ts'
import type { FollowAnswer, MessagesAnswer, ThreadAnswer } from '../../sandbox/page/answers.ts'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'

let sandbox: Sandbox
let ask: Ask

beforeAll(async () => {
  sandbox = await startSandbox({ manifest: null })
  ask = wire(sandbox.url)
})
afterAll(() => sandbox.stop())

const follow = (user: string, more: object = {}) => ask<FollowAnswer>('follow', { user, timeoutMs: 5000, ...more })
const since = ({ epoch, version }: FollowAnswer) => ({ epoch, since: version })
const slack = () => connect(sandbox.url)

/** A page's status and headers, asked for by another name of its server if one is given. */
const get = async (path: string, host?: string) =>
  new Promise<{ status: number | undefined; headers: Record<string, unknown> }>((resolve, reject) => {
    const asked = request(`${sandbox.url}${path}`, host === undefined ? {} : { headers: { host } }, (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode, headers: answer.headers })
    })
    asked.on('error', reject)
    asked.end()
  })

describe('what a window follows', () => {
  it('tells at once what there is, and then only what has changed in its channel', async () => {
    const first = await follow('noa', { channel: 'C0GENERAL' })
    expect(first).toMatchObject({ isGap: true, changed: [] })
    expect(first.users.find(({ name }) => name === 'noa')).toMatchObject({ language: 'he', timeZone: 'Asia/Jerusalem' })

    const next = follow('noa', { channel: 'C0GENERAL', ...since(first) })
    const ts = await slack().as('ann').says('hello', { in: 'general' })
    expect(await next).toMatchObject({ isGap: false, changed: [{ ts, text: 'hello' }], gone: [] })

    const before = await follow('noa', { channel: 'C0GENERAL', timeoutMs: 0, ...since(await next) })
    await slack().as('layla').says('elsewhere', { in: 'random' })
    await slack().as('ann').deletes(ts, { in: 'general' })
    expect(await follow('noa', { channel: 'C0GENERAL', ...since(before) })).toMatchObject({ changed: [], gone: [ts] })
  })

  it('counts a reaction, a pin and a reply as changes of the message they belong to', async () => {
    const ts = await slack().as('ann').says('root', { in: 'general' })
    const start = await follow('noa', { channel: 'C0GENERAL', timeoutMs: 0 })
    await slack().as('ann').reacts('eyes', ts, { in: 'general' })
    await slack().as('ann').pins(ts, { in: 'general' })
    const reply = await slack().as('layla').says('reply', { in: 'general', thread: ts })
    const { changed } = await follow('noa', { channel: 'C0GENERAL', ...since(start) })
    expect(changed).toMatchObject([
      { ts, isPinned: true, reply_count: 1, reactions: [{ name: 'eyes' }] },
      { ts: reply, thread_ts: ts },
    ])
    const thread = await ask<ThreadAnswer>('thread', { user: 'noa', channel: 'C0GENERAL', ts })
    expect(thread.messages.map(({ text }) => text)).toEqual(['root', 'reply'])
  })

  it('says that it must be read anew after the server was started anew', async () => {
    const answer = await follow('noa', { channel: 'C0GENERAL', epoch: 'another run', since: 1_000_000 })
    expect(answer.isGap).toBe(true)
  })

  it('shows people of another organisation only what they were let into', async () => {
    const name = 'shared'
    await ask('create-channel', { user: 'noa', name })
    expect((await follow('piet')).channels).toEqual([])
    await slack().as('piet').joins(name, 'noa')
    expect((await follow('piet')).channels.map((one) => one.name)).toEqual([name])
  })
})

/** How a channel stands in somebody's list. */
const standing = async (user: string, name: string) => {
  const { channels } = await follow(user)
  const { unread, mentions } = channels.find((one) => one.name === name) ?? {}
  return { unread, mentions }
}

describe('what is unread', () => {
  it('is what others said since one has read, and of that what names one', async () => {
    await ask('create-channel', { user: 'ann', name: 'unread' })
    await slack().as('noa').joins('unread')
    await slack().as('ann').says('one', { in: 'unread' })
    const ts = await slack().as('ann').says('two for @noa', { in: 'unread' })
    await slack().as('noa').says('my own', { in: 'unread' })
    expect(await standing('noa', 'unread')).toEqual({ unread: 2, mentions: 1 })

    const { channels } = await follow('noa')
    const channel = channels.find(({ name }) => name === 'unread')?.id
    await ask('mark-read', { user: 'noa', channel, ts })
    expect(await standing('noa', 'unread')).toEqual({ unread: 0, mentions: 0 })
    expect(await standing('ann', 'unread')).toEqual({ unread: 1, mentions: 0 })
  })
})

/** First and last of a run, and whether there is more on either side. */
const ends = ({ messages, hasOlder, hasNewer }: MessagesAnswer) => [
  messages[0]?.text,
  messages.at(-1)?.text,
  hasOlder,
  hasNewer,
]

describe('a long channel', () => {
  it('is read in runs: the newest, older ones, newer ones, and around a message', async () => {
    const texts = Array.from({ length: 250 }, (_, nth) => `nth ${nth}`)
    await ask('say-many', { user: 'layla', channels: ['random'], texts, atOnce: 50 })
    const read = (more: object) => ask<MessagesAnswer>('messages', { user: 'noa', channel: 'C0RANDOM', ...more })
    const newest = await read({})
    expect(ends(newest)).toEqual(['nth 150', 'nth 249', true, false])
    const older = await read({ before: newest.messages[0]?.ts })
    expect(ends(older)).toEqual(['nth 50', 'nth 149', true, true])
    expect(ends(await read({ after: older.messages.at(-1)?.ts, limit: 50 }))).toEqual([
      'nth 150',
      'nth 199',
      true,
      true,
    ])
    expect(ends(await read({ around: older.messages[10]?.ts, limit: 20 }))).toEqual(['nth 50', 'nth 69', true, true])
  })
})

describe('the page', () => {
  it('stands at the front and at every message’s address, and reaches nothing but its own server', async () => {
    for (const path of ['/', '/archives/C0GENERAL', '/archives/C0GENERAL/p1795337931000100?thread_ts=1']) {
      const { status, headers } = await get(path)
      expect(status).toBe(200)
      expect(headers['content-type']).toContain('text/html')
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
    }
    expect((await get('/elsewhere')).status).toBe(404)
  })

  it('answers by the names of this machine alone, so that no other site can ask in a reader’s name', async () => {
    const { port } = new URL(sandbox.url)
    for (const host of [`localhost:${port}`, `[::1]:${port}`]) expect((await get('/', host)).status).toBe(200)
    for (const path of ['/', '/control/who', '/files/F1/a']) {
      expect((await get(path, `rebound.example:${port}`)).status).toBe(421)
    }
  })
})

it('does nothing for the page of another site that is open in the same browser', async () => {
  const port = new URL(sandbox.url).port
  const post = `${sandbox.url}/api/chat.postMessage?token=xoxb-x&channel=C0GENERAL&text=forged`
  const asks = async (headers: Readonly<Record<string, string>>, method: 'GET' | 'POST' = 'GET', url = post) =>
    (await fetch(url, { method, headers })).status
  expect(await asks({ 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await asks({ 'sec-fetch-site': 'same-site' }, 'POST')).toBe(403)
  expect(await asks({ origin: 'https://elsewhere.example' }, 'POST')).toBe(403)
  expect(await asks({ origin: 'null' }, 'POST', `${sandbox.url}/control/who`)).toBe(403)
  const page = { 'sec-fetch-site': 'same-origin', origin: `http://127.0.0.1:${port}` }
  expect(await asks({ ...page, 'content-type': 'application/json' }, 'POST', `${sandbox.url}/control/channels`)).toBe(
    200,
  )
  // A link from anywhere may open the page.
  expect(await asks({ 'sec-fetch-site': 'cross-site' }, 'GET', sandbox.url)).not.toBe(403)
  const general = sandbox.workspace.state.channels.find(({ id }) => id === 'C0GENERAL')
  expect(general?.messages.filter(({ text }) => text === 'forged')).toEqual([])
})
