import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text as all } from 'node:stream/consumers'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { connect } from '../../sandbox/client.ts'
import { freePort } from '../../sandbox/free-port.ts'
import { readStartConfig } from '../../scripts/start/local-settings.ts'
import { freshFolder } from '../backup/scripts.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

it(
  'begins anew when asked, at one address with a page, its people are spoken to in their languages, and no second one opens it',
  { timeout: 120_000 },
  async () => {
    const folder = await freshFolder()
    // What was there is not even readable; it is gone afterwards.
    await writeFile(join(folder, 'local-workspace.json'), 'torn')
    const port = String(await freePort())
    const child = spawn(process.execPath, [join(root, 'scripts', 'run.mjs'), 'start', '--fresh'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], DATA_DIR: join(folder), SANDBOX_PORT: port, PORT: '0', LANG: 'he_IL.UTF-8' },
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

    // What customers are told can be read in a channel.
    expect(await connect(`http://127.0.0.1:${port}`).members('support')).toContain('stanch')

    const second = spawn(process.execPath, [join(root, 'scripts', 'run.mjs'), 'start'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], DATA_DIR: folder, SANDBOX_PORT: '0', PORT: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    onTestFinished(() => void second.kill('SIGKILL'))
    expect(await all(second.stderr)).toContain(`The local workspace is open already: http://localhost:${port}. Stop it`)

    child.kill('SIGTERM')
    await once(child, 'exit')
    expect(await readdir(folder)).not.toContain('local-workspace.open')
  },
)

it.each([
  [{ LANG: 'he_IL.UTF-8' }, 'he'],
  [{ LANG: 'en_GB.UTF-8', LC_ALL: 'ja_JP' }, 'ja'],
  [{ LANG: 'ar_SA.UTF-8', DEFAULT_LANGUAGE: 'en' }, 'en'],
  [{ LANG: 'C' }, 'en'],
  [{ LANG: 'fr_FR.UTF-8' }, 'en'],
  [{}, 'en'],
])('a local workspace on a machine with %j speaks %s, and logs what is wrong', (environment, language) => {
  const read = readStartConfig(environment)
  expect(read.ok && [read.config.defaultLanguage, read.config.logLevel]).toEqual([language, 'warn'])
  expect(read.ok && read.config.customers).toMatchObject({ languages: [language], channels: ['support'] })
})

it('takes for a real Slack neither the language of the machine, nor fewer lines of the log, nor a channel for customers', () => {
  const tokens = { SLACK_BOT_TOKEN: 'xoxb-1-1-test', SLACK_APP_TOKEN: 'xapp-1-A0-1-test' }
  const read = readStartConfig({ ...tokens, LANG: 'he_IL.UTF-8' })
  expect(read.ok && [read.config.defaultLanguage, read.config.logLevel, read.config.customers.channels]).toEqual([
    'en',
    'info',
    [],
  ])
})
