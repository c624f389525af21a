import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { ensureDatabase, startEmbeddedPostgres } from '../db/embedded.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: console.error }

const root = fileURLToPath(new URL('..', import.meta.url))
let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stanch-embedded-'))
  await chmod(dataDir, 0o755) // as root the server is another user's, who must get in
})
afterEach(async () => expect(await postmaster()).toBeUndefined())
afterAll(() => rm(dataDir, { recursive: true }))

const start = () => startEmbeddedPostgres({ dataDir, log: quiet })

async function ask<Row>(url: string, question: string): Promise<Row | undefined> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined })
  try {
    return (await sql.unsafe<Row[]>(question))[0]
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function killServer(): Promise<void> {
  const pid = await postmaster()
  if (pid === undefined) expect.fail('there is no server to kill')
  process.kill(pid, 'SIGKILL')
}

/** The server's process, while there is one. */
async function postmaster(): Promise<number | undefined> {
  return readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').then(
    (text) => Number(text.split('\n')[0]),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    },
  )
}

const userScript = join(root, 'dist', 'test', 'embedded-user.js')
const userSource = `
  import { startEmbeddedPostgres } from './db/embedded.ts'
  const log = { info() {}, warn() {}, error: console.error }
  await startEmbeddedPostgres({ dataDir: process.argv[2], log })
  process.send('started')
`
beforeAll(async () => {
  const stdin = { contents: userSource, resolveDir: root }
  await build({ stdin, outfile: userScript, bundle: true, format: 'esm', platform: 'node', packages: 'external' })
})

/** Another process that uses the same server, and can be killed. */
async function anotherUser(): Promise<ChildProcess> {
  const child = fork(userScript, [dataDir])
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  await once(child, 'message')
  return child
}

it('starts with a database that keeps what it is told, in UTC, in any script', async () => {
  const first = await start()
  await ask(first.url, "create table kept as select lower('ÀΣ') as text")
  expect(await ask(first.url, "select current_setting('fsync') as fsync, current_setting('timezone') as zone")).toEqual(
    {
      fsync: 'on',
      zone: 'UTC',
    },
  )
  await first.release()
  const second = await start()
  expect(await ask(second.url, 'select text from kept')).toEqual({ text: 'àσ' })
  await second.release()
})

it('keeps its password where only its user reads it, and asks for it', async () => {
  const server = await start()
  const file = await stat(join(dataDir, 'postgres', 'stanch-password'))
  expect(file.mode & 0o777).toBe(0o600)
  const wrong = new URL(server.url)
  wrong.password = 'wrong'
  await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  await server.release()
})

it('makes each database once, however often and by however many it is asked for', async () => {
  const server = await start()
  const urls = await Promise.all([1, 2, 3].map(() => ensureDatabase(server.url, 'stanch_local')))
  expect(new Set(urls).size).toBe(1)
  expect(await ask(urls[0] ?? '', 'select current_database() as name')).toEqual({ name: 'stanch_local' })
  await server.release()
})

describe('several users', () => {
  it('that start at once share one server, and the last to release it stops it', async () => {
    const [one, two, three] = await Promise.all([start(), start(), start()])
    expect(new Set([one.url, two.url, three.url]).size).toBe(1)
    await Promise.all([one.release(), two.release()])
    expect(await ask(three.url, 'select 1 as up')).toEqual({ up: 1 })
    await three.release()
  })

  it('that release it at once leave no server behind', async () => {
    const users = await Promise.all([start(), start(), start()])
    await Promise.all(users.map((user) => user.release()))
  })

  it('come and go without a gap: who comes while it stops gets it again', async () => {
    const leaving = await start()
    const [coming] = await Promise.all([start(), leaving.release()])
    expect(await ask(coming.url, 'select 1 as up')).toEqual({ up: 1 })
    await coming.release()
  })
})

describe('a user killed with SIGKILL', () => {
  it('leaves the server running, and the next start joins it', async () => {
    const killed = await anotherUser()
    const before = await postmaster()
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    expect(before).toBeDefined()
    const next = await start()
    expect(await postmaster()).toBe(before)
    await next.release()
  })

  it('does not count as a user: the next to release it stops it', async () => {
    const killed = await anotherUser()
    const next = await start()
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    await next.release()
  })
})

describe('a server that was killed', () => {
  it('is started again under its user, at the same address, with all that was committed', async () => {
    let told: (() => void) | undefined
    const noticed = new Promise<void>((resolve) => {
      told = resolve
    })
    const server = await startEmbeddedPostgres({ dataDir, log: { ...quiet, warn: () => told?.() } })
    await ask(server.url, 'create table survived as select 1 as row')
    await killServer()
    await noticed
    const next = await start() // waits until it is up
    expect(next.url).toBe(server.url)
    expect(await ask(server.url, 'select row from survived')).toEqual({ row: 1 })
    await server.release()
    await next.release()
  })

  it('is no obstacle when its number has gone to another process', async () => {
    const killed = await anotherUser()
    await killServer()
    killed.kill('SIGKILL')
    const file = join(dataDir, 'postgres', 'postmaster.pid')
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(process.pid)))
    const next = await start()
    expect(await ask(next.url, 'select 1 as up')).toEqual({ up: 1 })
    await next.release()
  })
})
