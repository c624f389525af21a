import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** How a script ended, and what it printed. */
export type Ran = { readonly code: number | null; readonly out: string; readonly err: string }

/** Runs `npm run NAME -- ...args` as an operator does, in an empty folder, with these settings and no others. */
export const runScript = async (
  name: 'backup' | 'restore',
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Ran> => {
  const child = spawn(process.execPath, [join(root, 'scripts', 'run.mjs'), name, ...args], {
    cwd: tmpdir(),
    env: {
      PATH: process.env['PATH'],
      SLACK_BOT_TOKEN: 'xoxb-backup',
      SLACK_APP_TOKEN: 'xapp-backup',
      LOG_LEVEL: 'warn',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const printed = { out: '', err: '' }
  child.stdout.on('data', (text) => (printed.out += String(text)))
  child.stderr.on('data', (text) => (printed.err += String(text)))
  await once(child, 'close')
  return { code: child.exitCode, ...printed }
}

/** A folder of this test's own. */
export const freshFolder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'stanch-backup-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}
