import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { connect, type Slack } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/start.ts'
import { freshDatabase } from '../database.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))
/** Secrets that say so themselves where they are shown. */
export const bot = 'xoxb-1-2-botleak'
export const app = 'xapp-1-A0STANCH-3-appleak'

/** Where the scripts run, and whom they speak to. */
export type House = {
  readonly folder: string
  readonly slack: Slack
  readonly settings: Readonly<Record<string, string>>
}

/** An empty folder in which the scripts run, and a Slack for them. */
export const openHouse = async (): Promise<House> => {
  const folder = mkdtempSync(join(tmpdir(), 'stanch-connect-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const sandbox = await startSandbox()
  onTestFinished(() => sandbox.stop())
  return {
    folder,
    slack: connect(sandbox.url),
    settings: { SLACK_API_URL: sandbox.apiUrl, DATA_DIR: join(folder, 'data'), DATABASE_URL: await freshDatabase() },
  }
}

const environmentOf = (settings: Readonly<Record<string, string>>) => ({ PATH: process.env['PATH'], ...settings })

/** A program, what it has printed so far, and how it ends. */
export const started = (command: string, args: readonly string[], cwd: string, settings: House['settings']) => {
  const child = spawn(command, args, { cwd, env: environmentOf(settings), stdio: ['pipe', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const told = { out: '', err: '' }
  child.stdout.on('data', (text) => (told.out += String(text)))
  child.stderr.on('data', (text) => (told.err += String(text)))
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, ...told }))
  return { child, told, ended }
}

/** Runs a script as a supervisor would, with nobody to ask. */
export const run = (name: 'connect' | 'doctor', args: readonly string[], { folder, settings }: House, more = {}) => {
  const { child, ended } = started(process.execPath, [join(root, 'scripts/run.mjs'), name, ...args], folder, {
    ...settings,
    ...more,
  })
  child.stdin.end()
  return ended
}
