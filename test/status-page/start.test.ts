import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../../sandbox/free-port.ts'
import { startSandbox } from '../../sandbox/start.ts'
import type { Log } from '../../src/app/ports.ts'
import { readConfig } from '../../src/config.ts'
import { runStanch } from '../../src/main.ts'
import { startOwnPostgres } from '../database-away/own-postgres.ts'

test('a start while the database is away serves the status page, waits, and begins to work by itself; or stops when told to', async () => {
  const server = await startOwnPostgres()
  onTestFinished(() => server.end())
  const databaseUrl = await server.database('stanch')
  const sandbox = await startSandbox({ now: () => Date.now() })
  onTestFinished(() => sandbox.stop())
  const dataDir = await mkdtemp(join(tmpdir(), 'stanch-start-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const port = await freePort()
  const read = readConfig({
    SLACK_BOT_TOKEN: 'xoxb-1-1-test',
    SLACK_APP_TOKEN: 'xapp-1-A0-1-test',
    SLACK_API_URL: sandbox.apiUrl,
    PORT: '0',
    STATUS_PORT: String(port),
    DATA_DIR: dataDir,
  })
  if (!read.ok) throw new Error(read.mistakes.join('\n'))
  const told: unknown[] = []
  const note = (facts: Readonly<Record<string, unknown>>): void => void told.push(facts['event'])
  const log: Log = { info: note, warn: note, error: note }
  /** 408: so busy was this very process that it had not read the request in time. It is asked again, as a browser would. */
  const page = async (): Promise<number> => {
    const { status } = await fetch(`http://127.0.0.1:${port}/`)
    return status === 408 ? page() : status
  }
  const start = (stopping?: AbortSignal) =>
    runStanch({ config: read.config, databaseUrl, log, connections: 4, ...(stopping !== undefined && { stopping }) })

  const first = await start()
  expect(await page()).toBe(200)
  await first.stop()

  await server.stop()
  const starting = start()
  await expect.poll(() => told, { timeout: 30_000 }).toContain('start-waits')
  expect(await page()).toBe(200)
  await server.start()
  const second = await starting
  expect(told.at(-1)).toBe('started')
  await second.stop()

  await server.stop()
  const stopping = new AbortController()
  const third = start(stopping.signal)
  const refused = expect(third).rejects.toThrow()
  await expect.poll(page, { timeout: 30_000 }).toBe(200)
  stopping.abort()
  await refused
  await expect(page()).rejects.toThrow()
})
