import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { once } from 'node:events'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sample, stringMatching } from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { connectDatabase, type Database } from '../../db/database.ts'
import { freePort } from '../../sandbox/free-port.ts'
import { readConfig } from '../../src/config.ts'
import type { Log } from '../../src/app/ports.ts'
import { publicUpdateId } from '../../src/domain/ids.ts'
import { openStatusPage } from '../../src/main/status-page.ts'
import { ann, declare, openHouse } from '../db/house.ts'
import { startOwnPostgres } from '../database-away/own-postgres.ts'
import { plain, publish } from './publish.ts'

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'stanch-page-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

type Options = { readonly dataDir?: string; readonly settings?: Record<string, string>; readonly log?: Log }

/** The status page as main opens it, with a clock of the test's own. */
const openPage = async ({ dataDir, settings = {}, log = quiet }: Options = {}) => {
  const port = await freePort()
  const at = dataDir ?? (await folder())
  const read = readConfig({
    STATUS_PORT: String(port),
    STATUS_NAME: 'Acme',
    DATA_DIR: at,
    ...settings,
  })
  if (!read.ok) throw new Error(read.mistakes.join('\n'))
  let ahead = 0
  const clock = { now: () => Date.now() + ahead }
  const page = await openStatusPage({ config: read.config, clock, onAnswer: () => undefined, log })
  if (page === undefined) throw new Error('It is off')
  onTestFinished(() => page.stop())
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET', body?: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(body !== undefined && { body }),
    })
  return {
    port,
    dataDir: at,
    get,
    text: async (path: string, headers: Record<string, string> = {}) => (await get(path, headers)).text(),
    later: (ms: number) => {
      ahead += ms
    },
    follow: (database: Database) => {
      const { outlet, loop } = page.follow(database, clock)
      onTestFinished(() => loop.stop())
      return { publish: () => outlet.publish({} as Parameters<typeof outlet.publish>[0]), loop }
    },
  }
}

const feeds = ['/feed.rss', '/feed.atom', '/status.json', '/he/feed.rss'] as const

/** Programs read the same, and the incident's own page; JSON says how old it is. */
const expectKnownIn = async ({ get, text }: Awaited<ReturnType<typeof openPage>>, title: string): Promise<void> => {
  for (const path of feeds) {
    const answer = await get(path)
    expect([path, answer.status, await answer.text()]).toEqual([path, 200, expect.stringContaining(title)])
  }
  const status = JSON.parse(await text('/status.json'))
  expect(status).toMatchObject({ state: 'trouble', asOf: expect.any(String) })
  expect(await text(new URL(status.incidents[0].url).pathname)).toContain(title)
}

test('what is published stands there at once, and goes on standing there while the database is down', async () => {
  const server = await startOwnPostgres()
  onTestFinished(() => server.end())
  const database = connectDatabase(await server.database('stanch'))
  onTestFinished(() => database.close())
  await database.migrate()
  const settings = {
    PUBLIC_URL: 'http://status.acme.test/',
    SMTP_URL: 'smtp://127.0.0.1:1',
    EMAIL_FROM: 'status@acme.test',
  }
  const page = await openPage({ settings })

  const unknown = await page.get('/')
  expect([unknown.status, unknown.headers.get('retry-after')]).toEqual([503, '5'])

  const { publish: refresh } = page.follow(database)
  await refresh()
  expect(await page.text('/')).toContain('No known problems.')
  await publish(database, await declare(database), plain('Checkout fails'))
  await refresh()
  expect(await page.text('/')).toContain('Checkout fails')

  await server.stop()
  expect(await page.text('/')).toContain('Checkout fails')
  await refresh()
  page.later(20_000)
  const stale = await page.text('/', { 'accept-language': 'he' })
  expect(stale).toContain('Checkout fails')
  expect(stale).toContain('כרגע אי אפשר לקרוא מידע חדש יותר')
  await expectKnownIn(page, 'Checkout fails')

  const asked = await page.get(
    '/subscribe',
    { 'content-type': 'application/x-www-form-urlencoded' },
    'POST',
    'address=noa@example.com',
  )
  expect([asked.status, await asked.text()]).toEqual([503, expect.stringContaining('cannot be recorded')])

  // Another process starts meanwhile: it knows what was kept, and says of when that is.
  const another = await openPage({ dataDir: page.dataDir })
  expect(await another.text('/')).toMatch(/Checkout fails[^]*This page shows|This page shows[^]*Checkout fails/)
  await expectKnownIn(another, 'Checkout fails')

  // One that never knew anything says so everywhere: an empty feed would look like good news.
  const unknowing = await openPage()
  for (const path of ['/', ...feeds]) expect([path, (await unknowing.get(path)).status]).toEqual([path, 503])

  await server.start()
  await expect.poll(async () => (await refresh(), page.text('/')), { timeout: 20_000 }).not.toContain('This page shows')
})

test('a file that is damaged is no reason not to start', async () => {
  const dataDir = await folder()
  await writeFile(join(dataDir, 'status-page.json'), '{"stanch":"status-page","asOf":1')
  const told: unknown[] = []
  const page = await openPage({ dataDir, log: { ...quiet, warn: (facts) => void told.push(facts['event']) } })
  expect((await page.get('/')).status).toBe(503)
  expect(told).toEqual(['status-page-kept-unreadable'])
})

test('other replicas show it within seconds, and each keeps a whole file', async () => {
  const { database } = await openHouse()
  const page = await openPage()
  const { loop } = page.follow(database)
  await loop.settle()
  await publish(database, await declare(database), plain('Search is slow'))
  await loop.settle()
  expect(await page.text('/')).toContain('Search is slow')
  expect(JSON.parse(await readFile(join(page.dataDir, 'status-page.json'), 'utf8'))).toMatchObject({
    stanch: 'status-page',
    incidents: [{ words: [{ texts: { en: { title: 'Search is slow' } } }] }],
  })
})

test('everything of 90 days is there however much it is, and of what is older the newest', async () => {
  const { database } = await openHouse()
  const old = await declare(database)
  const open = await declare(database)
  await publish(database, old, plain('Long over'), 'resolved')
  await publish(database, open, plain('Goes on since then'))
  const newest = [await declare(database), await declare(database), await declare(database)]
  for (const one of newest) await publish(database, one, plain('New'), 'resolved')
  const told = async (wanted: { since: number; atLeast: number; atMost: number }) =>
    (await database.published.incidents(wanted)).map(({ words }) => words[0]?.texts.en?.title)
  const ever = Number.MAX_SAFE_INTEGER
  expect(await told({ since: 0, atLeast: 0, atMost: 10 })).toEqual([
    'New',
    'New',
    'New',
    'Goes on since then',
    'Long over',
  ])
  expect(await told({ since: ever, atLeast: 2, atMost: 10 })).toEqual(['New', 'New', 'Goes on since then'])
  expect(await told({ since: 0, atLeast: 5, atMost: 2 })).toEqual(['New', 'New'])
})

test('nothing of the inside is ever in it: no title, no name, no channel, no draft, no number', async () => {
  const { database } = await openHouse()
  const page = await openPage()
  const { publish: refresh } = page.follow(database)
  const secrets = sample(stringMatching(/^[A-Za-zא-ת]{12,20}$/), 30)
  const wording = { stage: 'investigating', texts: plain(secrets[0] ?? '', secrets[1] ?? '') } as const
  const draft = { update: publicUpdateId('draft'), version: 1, ...wording } as const
  for (let nth = 2; nth + 4 < secrets.length; nth += 4) {
    const [title = '', note = '', why = '', body = ''] = secrets.slice(nth, nth + 4)
    const incident = await declare(database, { title })
    await publish(database, incident, plain(`Told ${nth}`), 'identified', [
      { type: 'title-changed', from: title, to: note },
      { type: 'note-added', text: note },
      { type: 'public-update-drafted', ...draft },
      { type: 'public-update-edited', ...draft, version: 2, texts: { he: { title: why, body } } },
      { type: 'public-update-sent-back', update: draft.update, version: 2, why },
      { type: 'public-update-withdrawn', update: draft.update, why },
    ])
  }
  await refresh()
  const front = await page.text('/')
  const own = /\/incidents\/([0-9a-f]{20})/.exec(front)?.[0] ?? ''
  const paths = [
    '/',
    '/he/',
    '/ar/',
    '/ja/',
    own,
    `/he${own}`,
    '/feed.atom',
    '/feed.rss',
    '/he/feed.atom',
    '/status.json',
  ]
  const everything = (await Promise.all(paths.map((path) => page.text(path)))).join('\n')
  expect(everything).toContain('Told 2')
  expect([...secrets, ann.user, 'inc-0001', 'INC-'].filter((secret) => everything.includes(secret))).toEqual([])
})

test('readers, feed readers and those who mean no good are answered from memory', async () => {
  const { database } = await openHouse()
  const page = await openPage({ settings: { PUBLIC_URL: 'https://acme.test/status/' } })
  const { publish: refresh } = page.follow(database)
  await publish(database, await declare(database), {
    en: { title: 'Checkout fails', body: 'x' },
    he: { title: 'הקופה נכשלת', body: 'x' },
  })
  await refresh()
  // Begun first and awaited last: it waits for a timeout.
  const slow = slowClient(page.port)

  const first = await page.get('/')
  expect(first.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d+/)
  expect(first.headers.get('vary')).toContain('Accept-Language')
  const etag = first.headers.get('etag') ?? ''
  const modified = first.headers.get('last-modified') ?? ''
  expect((await page.get('/', { 'if-none-match': etag })).status).toBe(304)
  expect((await page.get('/', { 'if-none-match': `"x", ${etag}` })).status).toBe(304)
  expect((await page.get('/', { 'if-none-match': '"x"', 'if-modified-since': modified })).status).toBe(200)
  expect((await page.get('/', { 'if-modified-since': modified })).status).toBe(304)
  expect((await page.get('/he/', { 'if-none-match': etag })).status).toBe(200)

  const head = await page.get('/', {}, 'HEAD')
  expect([head.status, await head.text(), Number(head.headers.get('content-length')) > 1_000]).toEqual([200, '', true])
  const put = await page.get('/', {}, 'PUT')
  expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  expect((await page.get('/subscribe', {}, 'POST', 'address=a@b.test')).status).toBe(405)
  expect((await page.get(`/${'x'.repeat(2_000)}`)).status).toBe(414)
  expect((await page.get('/', { cookie: 'x'.repeat(20_000) })).status).toBe(431)
  for (const path of ['/incidents/00000000000000000000', '/incidents/..%2f..%2fetc', '/wp-login.php', '//evil.test/']) {
    const nothing = await page.get(path, { 'accept-language': 'ja' })
    expect([nothing.status, await nothing.text()]).toEqual([
      404,
      expect.stringContaining('このアドレスにページはありません'),
    ])
  }
  expect((await rawGet(page.port, 'http://evil.test/he/')).status).toBe(404)

  // Behind a proxy that leaves the path as it is, and one that takes the root off.
  expect(await page.text('/status/he/')).toBe(await page.text('/he/'))
  expect(await page.text('/he/')).toContain('href="/status/he/incidents/')

  const choice = await page.get('/language/he/')
  expect([choice.status, choice.headers.get('location')]).toEqual([303, '/status/he/'])
  expect(choice.headers.get('set-cookie')).toBe('language=he; Path=/status/; Max-Age=31536000; SameSite=Lax; HttpOnly')
  expect(await page.text('/', { cookie: 'a=b; language=he', 'accept-language': 'ja' })).toContain('הקופה נכשלת')
  expect((await page.get('/he')).headers.get('location')).toBe('/status/he/')

  const feed = await page.get('/feed.atom')
  const tag = feed.headers.get('etag') ?? ''
  const seen = await Promise.all(Array.from({ length: 60 }, () => page.get('/feed.atom', { 'if-none-match': tag })))
  expect(new Set(seen.map(({ status }) => status))).toEqual(new Set([304]))
  const greedy = await Promise.all(Array.from({ length: 60 }, () => page.get('/feed.atom')))
  const refused = greedy.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThan(30)
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await page.get('/')).status).toBe(200)
  const guesses = await Promise.all(Array.from({ length: 200 }, () => page.get('/wp-login.php')))
  expect(guesses.some(({ status }) => status === 429)).toBe(true)

  expect(await slow).toMatch(/^HTTP\/1\.1 408/)
})

/** Sends half a request and then nothing; resolves with what it hears until the server has had enough. */
const slowClient = async (port: number): Promise<string> => {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.on('data', (data) => (heard += data.toString()))
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')
  await once(socket, 'close')
  return heard
}

/** With a target that `fetch` would never send. */
const rawGet = async (port: number, target: string): Promise<{ readonly status: number | undefined }> => {
  const asked = request({ port, host: '127.0.0.1', path: target }).end()
  const [response] = await once(asked, 'response')
  response.resume()
  return { status: response.statusCode }
}
