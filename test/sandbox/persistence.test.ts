import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connect } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/start.ts'

let folder: string

/** A clock that stands still: only the workspace's own count keeps a ts from being given twice. */
const now = (): number => 1_800_000_000_000

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

it('a workspace goes on where it stopped: channels, messages, people, files, and no ts or id given twice', async () => {
  const stateFile = join(folder, 'state.json')
  const first = await startSandbox({ manifest: null, stateFile, now })
  const web = new WebClient('xoxb-1', { slackApiUrl: first.apiUrl })
  const made = await web.conversations.create({ name: 'inc-0001' })
  await web.conversations.invite({ channel: made.channel?.id ?? '', users: 'U0NOA' })
  const before = connect(first.url)
  const ts = await before
    .as('noa')
    .uploads('log.txt', 'text/plain', { in: 'inc-0001', text: 'the log', content: 'boom' })
  await before.as('noa').pins(ts, { in: 'inc-0001' })
  await before.addUser('omar', { real_name: 'Omar' })
  const kept = await before.channel('inc-0001')
  await first.stop()

  const second = await startSandbox({ manifest: null, stateFile, now })
  const after = connect(second.url)
  const { messages, ...rest } = await after.channel('inc-0001')
  expect(rest).toEqual({ ...kept, messages: undefined })
  expect(messages.map((one) => one.ts)).toEqual(kept.messages.map((one) => one.ts))
  expect((await after.users()).map((user) => user.name)).toContain('omar')
  expect(Buffer.from((await after.files())[0]?.base64 ?? '', 'base64').toString()).toBe('boom')
  const next = await after.as('noa').says('and on', { in: 'inc-0001' })
  expect(Number(next)).toBeGreaterThan(Number(messages.at(-1)?.ts))
  await second.stop()
})

it('refuses a file that is not a workspace’s', async () => {
  const stateFile = join(folder, 'other.json')
  await writeFile(stateFile, '{"version":2}')
  await expect(startSandbox({ manifest: null, stateFile })).rejects.toThrow('--fresh')
})
