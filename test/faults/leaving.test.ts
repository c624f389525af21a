import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { expect, it } from 'vitest'
import { freshDatabase } from '../database.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

it('ends its bots and drops its databases when it is told to stop', { timeout: 120_000 }, async () => {
  const url = await freshDatabase()
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  const databases = async () =>
    (await sql<{ name: string }[]>`select datname as name from pg_database where datname like 'stanch_faults_%'`).map(
      ({ name }) => name,
    )
  const before = await databases()
  const run = spawn(process.execPath, ['scripts/run.mjs', 'faults', 'declare', 'pins.add', 'SIGTERM'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url },
    stdio: 'ignore',
    // Its bots are of its group: as long as one of them lives there is such a group.
    detached: true,
  })
  const group = -(run.pid ?? 0)
  const ended = once(run, 'exit')
  const ours = async () => (await databases()).filter((name) => !before.includes(name))
  const isOnStage = async () =>
    (await sql`select 1 from pg_stat_activity where datname = any(${await ours()}) and application_name = 'stanch'`)
      .count > 0
  await expect.poll(isOnStage, { timeout: 60_000 }).toBe(true)

  run.kill('SIGTERM')
  expect(await ended).toEqual([143, null])
  expect(() => process.kill(group, 0)).toThrow('ESRCH')
  expect(await ours()).toEqual([])
  await sql.end()
})
