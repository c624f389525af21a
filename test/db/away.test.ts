import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { within } from '../../db/away.ts'
import { DatabaseAway } from '../../src/app/ports.ts'

test('an answer that has arrived is heard, however long this process was busy before it looked', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stanch-away-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const said = join(folder, 'said')
  const other = spawn('sh', ['-c', 'echo here; : > "$0"', said], { stdio: ['ignore', 'pipe', 'ignore'] })
  const answer = within(1, once(other.stdout, 'data'))
  // Nothing is read meanwhile, and the time to wait is long over.
  const from = performance.now()
  while (!existsSync(said) || performance.now() - from < 20);
  expect(String(await answer)).toBe('here\n')
})

test('what has not come in time has not come', async () => {
  await expect(within(1, new Promise(() => undefined))).rejects.toThrow(DatabaseAway)
})
