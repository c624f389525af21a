import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { startSandbox } from '../../sandbox/start.ts'
import { freshDatabase } from '../database.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** `npm start` as an operator runs it, once it says that it is at work; with what it has printed. */
const npmStart = async (settings: Readonly<Record<string, string>>) => {
  // A group of its own: if this test fails, what npm left behind can still be ended.
  const npm = spawn('npm', ['start'], { cwd: root, env: { ...process.env, ...settings }, detached: true })
  onTestFinished(() => endGroup(npm.pid))
  const printed: string[] = []
  for await (const chunk of npm.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    printed.push(String(chunk))
    if (printed.join('').includes('Stanch is at work')) break
  }
  npm.stdout.on('data', (chunk) => printed.push(String(chunk)))
  return { npm, words: () => printed.join('') }
}

const endGroup = (leader: number | undefined): void => {
  if (leader === undefined) return
  try {
    process.kill(-leader, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error // nothing was left
  }
}

it('stops when the supervisor ends npm, and leaves no process behind', { timeout: 60_000 }, async () => {
  const sandbox = await startSandbox({})
  onTestFinished(() => sandbox.stop())
  const { npm, words } = await npmStart({
    SLACK_BOT_TOKEN: 'xoxb-1-1-test',
    SLACK_APP_TOKEN: 'xapp-1-A0-1-test',
    SLACK_API_URL: sandbox.apiUrl,
    DATABASE_URL: await freshDatabase(),
    PORT: '0',
    LOG_LEVEL: 'info',
  })

  npm.kill('SIGTERM')
  const closed = once(npm, 'close') // not `exit`: every process that still holds its output counts
  await Promise.race([closed, once(AbortSignal.timeout(10_000), 'abort')])

  expect(words()).toContain('"msg":"stopping"')
  expect(npm.stdout.closed).toBe(true)
})
