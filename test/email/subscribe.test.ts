import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../db/client.ts'
import { freePort } from '../../sandbox/free-port.ts'
import { commandId, publicUpdateId, userId } from '../../src/domain/ids.ts'
import { openTeam } from '../stanch.ts'
import { startMailServer } from './mail-server.ts'
import { readLetter } from './reading.ts'

/** A team with a status page at `port` and a mail server, and what they are set to besides. */
const openOutlets = async (settings: Readonly<Record<string, string>> = {}) => {
  const server = await startMailServer()
  const port = await freePort()
  const dataDir = await mkdtemp(join(tmpdir(), 'stanch-subscribe-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const team = await openTeam({
    STATUS_PORT: String(port),
    PUBLIC_URL: 'https://status.acme.test/',
    SMTP_URL: server.url,
    EMAIL_FROM: 'status@acme.test',
    DATA_DIR: dataDir,
    ...settings,
  })
  return { server, port, team }
}

test('a colleague subscribes in Slack, confirms on the page, hears of the next incident, and leaves with one click', async () => {
  const { server, port, team } = await openOutlets({ INTERNAL_EMAIL_DOMAINS: 'acme.test' })
  const { slack, settle } = team
  const ann = slack.as('ann')
  const says = async (words: string): Promise<string> =>
    (await ann.types(`/incident subscribe ${words}`, { in: 'general' })).text?.replaceAll(/[\u2066-\u2069]/g, '') ?? ''
  const onPage = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: 'List-Unsubscribe=One-Click' })
  const pathIn = (words: string): string => {
    const letter = readLetter(server.taken.at(-1)?.raw ?? '')
    return new RegExp(`https://status\\.acme\\.test(/en/${words}/[\\w-]+)`).exec(letter.text)?.[1] ?? 'no link'
  }

  expect(await says('ann@elsewhere.test')).toContain('Incidents are not written to ann@elsewhere.test')
  expect(await says('ann')).toContain('ann is not an e-mail address')
  expect(await says('off')).toContain('You are not subscribed')
  expect(await says('ann@acme.test')).toContain('A letter is on its way to ann@acme.test')
  // Nothing typed: the address in the profile, whatever its domain.
  expect(await says('')).toContain('A letter is on its way to ann@stanch.example')
  await settle()
  expect(server.taken.map(({ to }) => to[0]).toSorted()).toEqual(['ann@acme.test', 'ann@stanch.example'])

  expect((await fetch(`http://127.0.0.1:${port}${pathIn('confirm')}`)).status).toBe(200)
  expect((await onPage(pathIn('confirm'))).status).toBe(200)
  const confirmed = server.taken.at(-1)?.to[0]
  await ann.types('/incident declare sev2 Search is slow', { in: 'general' })
  await settle()
  await expect.poll(async () => (await settle(), server.taken.length), { timeout: 60_000 }).toBe(3)
  const declared = readLetter(server.taken.at(-1)?.raw ?? '')
  expect(server.taken.at(-1)?.to).toEqual([confirmed])
  expect(declared.headers.get('subject')).toBe('sev2 declared: INC-1 Search is slow')
  expect(declared.text).toMatch(/https:\/\/[\w-]+\.slack\.com\/archives\/C\w+/)

  const left = await onPage(pathIn('unsubscribe'))
  expect([left.status, await left.text()]).toEqual([200, expect.stringContaining('not subscribed any more')])
  expect(await says('off')).toContain('Nothing more goes to you')
  expect(team.complaints()).toEqual([])
})

test('what is approved for customers stands on the page and is on its way to them, and the record knows how many it reached', async () => {
  const { server, port, team } = await openOutlets()
  const { slack, settle, stanch } = team
  const onPage = (path: string, body = '') =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  const typed = await onPage('/he/subscribe', 'address=not+one')
  expect([typed.status, await typed.text()]).toEqual([422, expect.stringContaining('אינה כתובת דואר אלקטרוני')])
  const asked = await onPage('/he/subscribe', 'address=Noa%40example.com')
  const again = await onPage('/he/subscribe', 'address=noa%40example.com')
  expect([asked.status, await asked.text()]).toEqual([again.status, await again.text()])
  await settle()
  const link = /https:\/\/status\.acme\.test(\/he\/confirm\/[\w-]+)/.exec(readLetter(server.taken[0]?.raw ?? '').text)
  expect((await onPage(link?.[1] ?? '')).status).toBe(200)

  await slack.as('ann').types('/incident declare sev2 db7 is on fire', { in: 'general' })
  await settle()
  const { door, database } = stanch()
  const [open] = await database.reads.open(1)
  if (open === undefined) throw new Error('Nothing was declared')
  const update = publicUpdateId(randomUUID())
  const by = {
    kind: 'person',
    user: (await database.reads.incident(open.id))?.declaredBy ?? userId(''),
    standing: 'member',
  } as const
  const wish = () => ({ id: commandId(randomUUID()), at: Date.now(), by, on: { incident: open.id } }) as const
  const wording = { stage: 'identified', texts: { he: { title: 'הקופה נכשלת', body: 'התשלומים נכשלים.' } } } as const
  await door({ ...wish(), type: 'draft-public-update', update, wording })
  // Put off by its own server, so that it comes after everybody had their first try.
  server.refuse({ recipient: () => ({ code: 451, words: '4.7.1 Greylisted' }) })
  const approved = await door({
    ...wish(),
    type: 'approve-public-update',
    update,
    version: 1,
    kept: [],
    names: { services: [], vendors: [], people: [] },
    to: ['status-page', 'email'],
  })
  expect(approved).toMatchObject({ ok: true })
  const reached = async () => {
    await settle()
    return (await database.reads.incident(open.id))?.customers?.reached.map(({ to, state, count }) => [
      to,
      state,
      count,
    ])
  }
  await expect.poll(reached, { timeout: 60_000 }).toEqual([
    ['status-page', 'arrived', undefined],
    ['email', 'arrived', 0],
  ])
  server.refuse({})
  const { sql } = connect(team.databaseUrl)
  await sql`update letters set due_at = now() where done_at is null`
  await sql.end()
  await expect.poll(reached, { timeout: 60_000 }).toEqual([
    ['status-page', 'arrived', undefined],
    ['email', 'arrived', 1],
  ])
  expect(server.taken.at(-1)?.to).toEqual(['Noa@example.com'])
  const page = await (await fetch(`http://127.0.0.1:${port}/`, { headers: { 'accept-language': 'he' } })).text()
  expect(page).toContain('הקופה נכשלת')
  expect(page).not.toMatch(/db7|INC-|inc-0001/)
  // One line for each time that its server put the letter off, and none of anything else.
  expect(server.refused()).toBeGreaterThan(0)
  const putOff = Array.from({ length: server.refused() }, () => expect.stringMatching(/"letter-delayed".*Greylisted/))
  expect(team.complaints()).toEqual(putOff)
})

test('e-mail that lacks its page is off, and says so to whoever asks', async () => {
  const team = await openTeam({ SMTP_URL: 'smtp://127.0.0.1:1', EMAIL_FROM: 'status@acme.test' })
  const { text } = await team.slack.as('ann').types('/incident subscribe', { in: 'general' })
  expect(text).toContain('E-mail is not set up here')
  expect((await team.readyz()).body).toMatchObject({
    ok: true,
    warnings: [expect.stringContaining('Set PUBLIC_URL and STATUS_PORT')],
  })
})
