import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../../sandbox/free-port.ts'
import { openTeam } from '../stanch.ts'
import { startMailServer } from './mail-server.ts'
import { readLetter } from './reading.ts'

test('a colleague subscribes in Slack, confirms on the page, hears of the next incident, and leaves with one click', async () => {
  const server = await startMailServer()
  const port = await freePort()
  const dataDir = await mkdtemp(join(tmpdir(), 'stanch-subscribe-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const team = await openTeam({
    STATUS_PORT: String(port),
    PUBLIC_URL: 'https://status.acme.test/',
    SMTP_URL: server.url,
    EMAIL_FROM: 'status@acme.test',
    INTERNAL_EMAIL_DOMAINS: 'acme.test',
    DATA_DIR: dataDir,
  })
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

test('e-mail that lacks its page is off, and says so to whoever asks', async () => {
  const team = await openTeam({ SMTP_URL: 'smtp://127.0.0.1:1', EMAIL_FROM: 'status@acme.test' })
  const { text } = await team.slack.as('ann').types('/incident subscribe', { in: 'general' })
  expect(text).toContain('E-mail is not set up here')
  expect((await team.readyz()).body).toMatchObject({
    ok: true,
    warnings: [expect.stringContaining('Set PUBLIC_URL and STATUS_PORT')],
  })
})
