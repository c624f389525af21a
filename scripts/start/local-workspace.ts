import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { cureOfState } from '../../sandbox/state-file.ts'
import type { Config } from '../../src/config.ts'
import { Secret } from '../../src/secret.ts'
import { CannotStart } from './cure.ts'
import { openDataFolder } from './data-folder.ts'
import { forgetWorkspace, type Wishes } from './fresh.ts'
import { noteOpen, refuseSecond } from './open-already.ts'

/** The stand-in for Slack as a process of its own; `config` makes the bot speak to it, `isNew` that it began just now. */
export type LocalWorkspace = { url: string; config: Config; isNew: boolean; stop(): Promise<void> }

/** How long the workspace of a start that was killed may take to notice, in ms. */
const leftoverLimit = 3_000

/**
 * Starts the sandbox and waits until it answers. It keeps its state beside the data. Should it end by itself later,
 * `ended` is told. Throws the operating system's EADDRINUSE where its port is taken.
 */
export async function startLocalWorkspace(
  settings: Config,
  wishes: Wishes,
  ended: (error: Error) => void,
): Promise<LocalWorkspace> {
  await openDataFolder(settings.dataDir)
  await refuseSecond(settings.dataDir, leftoverLimit)
  await untilFree(settings.sandboxPort)
  const stateFile = join(settings.dataDir, 'local-workspace.json')
  if (wishes.isFresh) await forgetWorkspace(stateFile)
  const isNew = !existsSync(stateFile)
  const runner = fileURLToPath(new URL('../run.mjs', import.meta.url))
  const child = spawn(process.execPath, [runner, 'sandbox'], {
    env: {
      ...process.env,
      SANDBOX_PORT: String(settings.sandboxPort),
      SANDBOX_STATE: stateFile,
    },
    // Out of the terminal's reach: at a Ctrl-C the bot still has things to say to it. The channel ends it with us.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000)
  })
  const gone = once(child, 'exit')
  const url = await Promise.race([firstAddress(child.stdout), gone.then(() => undefined)])
  if (url === undefined) {
    if (said.includes(cureOfState)) throw new CannotStart(`DATA_DIR: ${said.trim()}`)
    const reason = /^\w*Error.*$/m.exec(said)?.[0] ?? said.trim()
    throw new CannotStart(`SANDBOX_PORT, DATA_DIR: the local workspace did not start (${reason})`)
  }
  child.stderr?.pipe(process.stderr)
  const forgetOpen = await noteOpen(settings.dataDir, url)

  let stopping = false
  child.once('exit', () => {
    if (!stopping) ended(new Error('The local workspace ended by itself'))
  })
  return {
    url,
    isNew,
    config: {
      ...settings,
      slack: { mode: 'socket', botToken: new Secret('xoxb-local'), appToken: new Secret('xapp-local') },
      slackApiUrl: new URL('/api/', url).href,
    },
    async stop() {
      stopping = true
      child.kill('SIGTERM')
      await gone
      await forgetOpen()
    },
  }
}

/** The sandbox's first line names its address. */
async function firstAddress(output: NodeJS.ReadableStream | null): Promise<string | undefined> {
  if (output === null) return undefined
  for await (const line of createInterface({ input: output })) {
    const address = /http:\/\/\S+/.exec(line)?.[0]
    if (address !== undefined) {
      output.resume()
      return address
    }
  }
  return undefined
}

/** Waits a little for a port that the workspace of a killed start may still hold. */
async function untilFree(port: number): Promise<void> {
  for (const until = Date.now() + leftoverLimit; ;) {
    const probe = createServer().listen(port, '127.0.0.1')
    const taken = await once(probe, 'listening').then(
      () => undefined,
      (error: unknown) => error,
    )
    if (taken === undefined) {
      probe.close()
      return
    }
    if (Date.now() > until) throw taken
    await pause(100)
  }
}
