import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { connect } from '../../sandbox/client.ts'
import { freePort } from '../../sandbox/free-port.ts'
import { freshFolder } from '../backup/scripts.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

it(
  'begins anew when asked, at one address with a page, and its people are spoken to in their languages',
  { timeout: 120_000 },
  async () => {
    const folder = await freshFolder()
    // What was there is not even readable; it is gone afterwards.
    await writeFile(join(folder, 'local-workspace.json'), 'torn')
    const port = String(await freePort())
    const child = spawn(process.execPath, [join(root, 'scripts', 'run.mjs'), 'start', '--fresh'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], DATA_DIR: join(folder), SANDBOX_PORT: port, PORT: '0', LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    let said = ''
    for await (const chunk of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
      said += String(chunk)
      if (said.includes('npm run connect')) break
    }
    // A database that starts slowly on a busy machine is logged; here it is what is said that counts.
    expect(said.split('\n').filter((line) => line !== '' && !line.startsWith('{'))).toEqual([
      'The local workspace and its database begin anew; what was in them is gone.',
      `Stanch works in a Slack workspace of its own on this machine: http://localhost:${port}`,
      'To connect your own Slack instead: npm run connect',
    ])

    const page = await (await fetch(`http://localhost:${port}/`)).text()
    for (const [, path] of page.matchAll(/(?:href|src)="(\/page\/[\w.]+)"/g)) {
      const part = await fetch(`http://localhost:${port}${path}`)
      expect([path, part.status]).toEqual([path, 200])
    }
    const answers = await Promise.all(
      ['noa', 'layla', 'ann'].map((name) => connect(`http://127.0.0.1:${port}`).ephemerals(name)),
    )
    expect(answers.map((some) => some.map(({ text }) => text))).toEqual([
      [expect.stringMatching(/\p{Script=Hebrew}/u)],
      [expect.stringMatching(/\p{Script=Arabic}/u)],
      [],
    ])
    child.kill('SIGTERM')
    await once(child, 'exit')
  },
)
