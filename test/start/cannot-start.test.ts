import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { startSandbox } from '../../sandbox/start.ts'
import { cureOf } from '../../scripts/start/cure.ts'
import { DatabaseAway } from '../../src/app/ports.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { freshFolder } from '../backup/scripts.ts'
import { freshDatabase } from '../database.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What a start that cannot be says on its error output, with these settings and no others. */
const refusedStart = async (
  settings: Readonly<Record<string, string>>,
  words: readonly string[] = [],
): Promise<string> => {
  const child = spawn(process.execPath, [join(root, 'scripts', 'run.mjs'), 'start', ...words], {
    // Where no .env is.
    cwd: await freshFolder(),
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
  await once(child, 'close')
  expect(child.exitCode, said).toBe(1)
  return said
}

it('names DATA_DIR where that cannot be a folder', { timeout: 60_000 }, async () => {
  const file = join(await freshFolder(), 'file')
  await writeFile(file, '')
  const said = await refusedStart({ DATA_DIR: join(file, 'data'), SANDBOX_PORT: '0', PORT: '0' })
  expect(said).toMatch(/^Stanch cannot start. DATA_DIR: .*ENOTDIR.*: name one that this user may write to$/m)
})

const read = (environment: Record<string, string>): Config => {
  const config = readConfig(environment)
  return config.ok ? config.config : expect.fail(config.mistakes.join())
}

it('says that the database answers too late, where no driver says why', () => {
  const late = new DatabaseAway('PostgreSQL does not answer')
  expect(cureOf(late, read({ DATABASE_URL: 'postgres://localhost/stanch' }))).toContain(
    'DATABASE_URL: PostgreSQL does not answer in time',
  )
  expect(cureOf(late, read({}))).toContain('DATA_DIR: PostgreSQL does not answer in time')
  expect(cureOf(new Error('anything else'), read({}))).toBeUndefined()
})

it('names METRICS_PORT where that one is taken', { timeout: 60_000 }, async () => {
  const sandbox = await startSandbox({})
  onTestFinished(() => sandbox.stop())
  const taken = createServer().listen(0)
  onTestFinished(() => void taken.close())
  await once(taken, 'listening')
  const address = taken.address()
  const port = String(typeof address === 'object' ? address?.port : undefined)
  const said = await refusedStart({
    SLACK_BOT_TOKEN: 'xoxb-1-1-test',
    SLACK_APP_TOKEN: 'xapp-1-A0-1-test',
    SLACK_API_URL: sandbox.apiUrl,
    DATABASE_URL: await freshDatabase(),
    PORT: '0',
    METRICS_PORT: port,
  })
  expect(said).toContain(`Stanch cannot start. METRICS_PORT: ${port} is in use`)
})

it('says what to do about a local workspace that cannot be read', { timeout: 60_000 }, async () => {
  const folder = await freshFolder()
  await writeFile(join(folder, 'local-workspace.json'), '{"version": 1, "users":')
  const said = await refusedStart({ DATA_DIR: folder, SANDBOX_PORT: '0', PORT: '0' })
  expect(said).toMatch(
    /^Stanch cannot start. DATA_DIR: .*local-workspace.json cannot be read .*: npm start -- --fresh$/m,
  )
})

it('begins nothing anew but the local workspace', { timeout: 60_000 }, async () => {
  const tokens = { SLACK_BOT_TOKEN: 'xoxb-1-1-test', SLACK_APP_TOKEN: 'xapp-1-A0-1-test', PORT: '0' }
  expect(await refusedStart(tokens, ['--fresh'])).toContain('a real Slack is set: leave --fresh out')
  const database = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', PORT: '0' }
  expect(await refusedStart(database, ['--fresh'])).toContain('unset DATABASE_URL, or leave --fresh out')
  expect(await refusedStart({ PORT: '0' }, ['--frsh'])).toContain('--frsh is not known')
})
