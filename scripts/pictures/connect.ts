import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { startSandbox } from '../../sandbox/start.ts'
import { readEnvironment } from '../start/environment.ts'

/** What is typed, once the words in front of it stand there. The sandbox takes any token that looks like one. */
const typing = [
  ['as you paste it): ', 'xoxb-1-2-picture'],
  ['(it does not show): ', 'xapp-1-A0STANCH-3-picture'],
  ['Declare a test incident now', 'y'],
] as const

const patience = { forMs: 120_000, everyMs: 50 }

/**
 * What `npm run connect` prints in a terminal from the first line to the last, led through the local workspace in place
 * of Slack. The terminal is made by `script`, of util-linux or of a Mac.
 */
export const connectInTerminal = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'stanch-picture-'))
  const sandbox = await startSandbox()
  const runner = fileURLToPath(new URL('../run.mjs', import.meta.url))
  const command = [process.execPath, runner, 'connect']
  const record = join(folder, 'typescript')
  const args = process.platform === 'darwin' ? ['-q', record, ...command] : ['-qec', command.join(' '), record]
  const { PATH, DATABASE_URL } = readEnvironment('.env')
  const child = spawn('script', args, {
    cwd: folder,
    env: { PATH, DATABASE_URL, SLACK_API_URL: sandbox.apiUrl, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  try {
    let printed = ''
    child.stdout.on('data', (chunk) => (printed += String(chunk)))
    const ended = once(child, 'close')
    for (const [after, words] of typing) {
      for (const until = Date.now() + patience.forMs; !printed.includes(after); await pause(patience.everyMs)) {
        if (Date.now() > until) throw new Error(`npm run connect does not ask "${after}":\n${printed}`)
      }
      child.stdin.write(`${words}\n`)
    }
    await ended
    return printed.replaceAll('\r', '')
  } finally {
    child.kill()
    await sandbox.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A page that looks as a terminal does; lines that are too long for it end in dots. */
export const terminalPage = (printed: string): string => `<!doctype html><style>
  body { margin: 0; width: max-content; background: #1d1f21 }
  pre { margin: 0; padding: 14px 18px; width: 864px; color: #d5d8d6; font: 12px/1.4 ui-monospace, monospace }
  p { margin: 0; min-height: 1.4em; white-space: pre; overflow: hidden; text-overflow: ellipsis }
</style><pre>${printed
  .trim()
  .split('\n')
  .map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
  .join('')}</pre>`
