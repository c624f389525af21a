import { fileURLToPath } from 'node:url'
import { DatabaseAway } from '../src/app/ports.ts'
import { readConfig } from '../src/config.ts'
import { connect } from './connect/connect.ts'
import { CannotWrite } from './connect/env-file.ts'
import { readOptions, usage } from './connect/options.ts'
import { CannotConnect } from './connect/secrets.ts'
import { Interrupted, openTerminal } from './connect/terminal.ts'
import { cureOf } from './start/cure.ts'
import { readSettings } from './start/environment.ts'

/** One Ctrl-C comes twice, from the terminal and passed on by npm; in ms. */
const echo = 1_000

/**
 * `npm run connect`: from no app in Slack to one that works, one step at a time. Exit code 0 where all is well, 1 where
 * something is left to be mended, 130 after a Ctrl-C.
 */
const read = readOptions(process.argv.slice(2))
if (read.ok) process.exitCode = await run(read.options)
else {
  console.error(read.mistake === undefined ? usage : `${read.mistake}\n${usage}`)
  process.exitCode = 1
}

async function run(options: Parameters<typeof connect>[0]['options']): Promise<number> {
  const terminal = openTerminal(process.stdin, process.stdout, () => process.kill(process.pid, 'SIGINT'))
  const settings = readSettings('.env')
  try {
    const isWell = await connect({
      options,
      terminal,
      environment: process.env,
      settings,
      paths: { settings: '.env', example: fileURLToPath(new URL('../.env.example', import.meta.url)) },
      keepingSignals,
    })
    return isWell ? 0 : 1
  } catch (error) {
    if (error instanceof Interrupted) {
      terminal.say('Stopped; what was not told as written has not been written.')
      return 130
    }
    const told = isTold(error) ? error.message : cureIn(error, settings)
    if (told === undefined) throw error
    console.error(told)
    return 1
  } finally {
    terminal.close()
  }
}

/** A second Ctrl-C ends everything at once. */
async function keepingSignals<Result>(work: (isInterrupted: () => boolean) => Promise<Result>): Promise<Result> {
  let since: number | undefined
  const note = (): void => {
    if (since !== undefined && performance.now() - since > echo) process.exit(130)
    since ??= performance.now()
  }
  const signals = ['SIGINT', 'SIGTERM'] as const
  signals.forEach((signal) => process.on(signal, note))
  try {
    return await work(() => since !== undefined)
  } finally {
    signals.forEach((signal) => process.off(signal, note))
  }
}

/** What keeps the test's bot from starting is told as `npm start` tells it. */
function cureIn(error: unknown, settings: Record<string, string | undefined>): string | undefined {
  const config = readConfig({ ...settings, ...process.env })
  return config.ok ? cureOf(error, config.config) : undefined
}

/** What the person can mend, said in words by whoever threw it. */
function isTold(error: unknown): error is Error {
  return error instanceof CannotConnect || error instanceof CannotWrite || error instanceof DatabaseAway
}
