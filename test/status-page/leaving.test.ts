import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../../sandbox/free-port.ts'
import type { Log } from '../../src/app/ports.ts'
import { openKnown } from '../../src/status-page/known.ts'
import { serveStatusPage } from '../../src/status-page/serve.ts'

test('the way out of letters is open even while e-mail is off, and floods no database', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'stanch-leaving-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const told: unknown[] = []
  const log: Log = { info: () => undefined, warn: () => undefined, error: (facts) => void told.push(facts) }
  let answers = 0
  const keys: string[] = []
  const waiting: (() => void)[] = []
  const port = await freePort()
  const server = await serveStatusPage({
    port,
    site: {
      name: 'Acme',
      url: 'https://status.acme.test/',
      base: '/',
      zone: 'UTC',
      defaultLanguage: 'en',
      byEmail: false,
    },
    known: await openKnown({ path: join(dataDir, 'known.json'), clock: () => Date, log }),
    clock: () => Date,
    subscribing: () => ({
      ask: () => Promise.resolve(),
      confirm: () => Promise.resolve(false),
      leave: (key) => {
        keys.push(key)
        return new Promise((resolve) => waiting.push(resolve))
      },
    }),
    onAnswer: () => void (answers += 1),
    log,
  })
  onTestFinished(() => void server.close())
  const address = (key: string): string => `http://127.0.0.1:${port}/unsubscribe/${key}`
  const leaving = (key: string) => fetch(address(key), { method: 'POST', body: 'List-Unsubscribe=One-Click' })
  const key = 'k'.repeat(43)

  expect((await fetch(address(key))).status).toBe(200)
  // Nobody learns from the answer which keys there are.
  expect([(await leaving('guessed')).status, keys]).toEqual([200, []])

  const four = Array.from({ length: 4 }, () => leaving(key))
  await expect.poll(() => keys).toHaveLength(4)
  const fifth = await leaving(key)
  expect([fifth.status, fifth.headers.get('retry-after')]).toEqual([503, '5'])
  for (const letGo of waiting.splice(0)) letGo()
  expect((await Promise.all(four)).map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const later = leaving(key)
  await expect.poll(() => keys).toHaveLength(5)
  for (const letGo of waiting.splice(0)) letGo()
  expect((await later).status).toBe(200)

  // Somebody hangs up in the middle of a form.
  const half = `POST /unsubscribe/${key} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf`
  const asked = once(server, 'request')
  const socket = connect(port, '127.0.0.1')
  socket.write(half)
  await asked
  const before = answers
  socket.destroy()
  await expect.poll(() => answers).toBe(before + 1)
  expect((await fetch(address(key))).status).toBe(200)
  expect(told).toEqual([])
})
