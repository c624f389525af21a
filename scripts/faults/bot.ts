import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../sandbox/free-port.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The real bot as its own process, as `npm start` runs it, ready to work. */
export type Bot = {
  /** Where it answers `/healthz` and `/readyz`, on loopback. */
  readonly port: number
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>
  /** SIGTERM; resolves with how it went. */
  terminate(): Promise<{ readonly code: number | null; readonly ms: number }>
  /** SIGSTOP: it keeps its connections and does nothing until `thaw`. */
  freeze(): void
  /** SIGCONT. */
  thaw(): void
  /** Resolves with its exit code when it has ended, however it did. */
  readonly ended: Promise<number | null>
  /** What it wrote, for whoever must find out why. */
  log(): string
}

/** Longer than any start should take, even where other work keeps the machine busy; in ms. */
const startLimit = 120_000

/** No bot outlives whoever started it. */
const running = new Set<ChildProcess>()
process.on('exit', endBots)
let isOver = false

/** `kill -9` for every bot that this process has started; none can be started afterwards. */
export function endBots(): void {
  isOver = true
  for (const child of running) child.kill('SIGKILL')
}

/**
 * Starts the bot against this workspace and database, in Socket Mode unless `more` (settings, as in `.env`, and
 * anything else that a process is told in its environment) says otherwise; resolves once `/readyz` says so.
 */
export const startBot = async (
  apiUrl: string,
  databaseUrl: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Bot> => {
  const port = await freePort()
  if (isOver) throw new Error('No bot is started any more')
  const settings = {
    SLACK_BOT_TOKEN: 'xoxb-faults',
    SLACK_APP_TOKEN: 'xapp-faults',
    SLACK_API_URL: apiUrl,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    LOG_LEVEL: 'info',
    ...more,
  }
  const child = spawn(process.execPath, [join(root, 'scripts', 'run.mjs'), 'start'], {
    // Where no .env is: the settings are these and no others.
    cwd: tmpdir(),
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  const written: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => written.push(String(text)))
  const log = (): string => written.join('')
  const gone = once(child, 'exit')

  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const from = performance.now()
    child.kill(signal)
    // A frozen process hears SIGTERM only when it goes on.
    if (signal === 'SIGTERM') child.kill('SIGCONT')
    await gone
    return { code: child.exitCode, ms: performance.now() - from }
  }
  const kill = async (): Promise<void> => {
    await end('SIGKILL')
  }
  const until = performance.now() + startLimit
  while (!(await isReady(port))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The bot did not start:\n${log()}`)
    if (performance.now() > until) {
      await kill()
      throw new Error(`The bot was not ready within ${startLimit} ms:\n${log()}`)
    }
    await pause(50)
  }
  return {
    port,
    kill,
    terminate: () => end('SIGTERM'),
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    ended: gone.then(() => child.exitCode),
    log,
  }
}

/** Whether a bot there says that it can take work; false if nothing listens there yet. */
export const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )
