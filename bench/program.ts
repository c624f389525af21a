import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository, where `manifest.yml` is. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** A process of this repository's scripts, from its bundle, as a user would start it. */
export type Program = {
  /** From the start of the process until it said the word that was waited for, in ms. */
  readonly startedInMs: number
  /** Resident memory in MB. */
  memory(): Promise<number>
  /** CPU time that it has used so far, in ms; undefined where there is no /proc. */
  cpu(): Promise<number | undefined>
  /** SIGTERM; resolves when it is gone. */
  stop(): Promise<void>
}

/** Longer than any start takes, in ms. */
const startLimit = 60_000

/** No program outlives the benchmark. */
const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')))

/**
 * Starts `scripts/<script>.ts`; resolves when it writes a line that `word` is in. Rejects with all it wrote if it ends
 * first. Unless told otherwise it stands where no .env is: its settings are these and no others.
 */
export const startProgram = async (
  script: string,
  settings: Readonly<Record<string, string>>,
  word: string,
  cwd = tmpdir(),
): Promise<Program> => {
  const from = performance.now()
  // As `npm start` and the image start it.
  const flags = script === 'start' ? ['--max-semi-space-size=2'] : []
  const child = spawn(process.execPath, [...flags, join(root, 'scripts', 'run.mjs'), script], {
    cwd,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const gone = once(child, 'exit')
  let written = ''
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${script} did not start:\n${written}`)), startLimit)
    const hear = (text: unknown): void => {
      written = (written + String(text)).slice(-20_000)
      if (!written.includes(word)) return
      clearTimeout(late)
      resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', () => {
      running.delete(child)
      clearTimeout(late)
      reject(new Error(`${script} ended:\n${written}`))
    })
  })
  const startedInMs = performance.now() - from
  return {
    startedInMs,
    memory: async () => Number(/VmRSS:\s+(\d+)/.exec(await proc(child, 'status'))?.[1] ?? Number.NaN) / 1024,
    cpu: async () => {
      const fields = (await proc(child, 'stat')).split(') ').at(-1)?.split(' ')
      // utime and stime, fields 14 and 15 of proc(5), in hundredths of a second.
      return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) * 10
    },
    stop: async () => {
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** What Linux tells of a process; empty elsewhere. */
const proc = (child: ChildProcess, file: string): Promise<string> =>
  process.platform === 'linux' ? readFile(`/proc/${child.pid}/${file}`, 'utf8') : Promise.resolve('')
