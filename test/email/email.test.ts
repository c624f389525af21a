import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { expect, onTestFinished, test } from 'vitest'
import { Failure } from '../../src/app/failure.ts'
import { openDoor } from '../../src/app/handle.ts'
import type { Log } from '../../src/app/ports.ts'
import { readConfig } from '../../src/config.ts'
import { publicUpdateId, userId } from '../../src/domain/ids.ts'
import type { Incident, Language } from '../../src/domain/incident.ts'
import type { PublicUpdate } from '../../src/domain/public-updates.ts'
import { startEmail } from '../../src/main/email.ts'
import { ann, declare, declaring, go, noon, noting, openHouse } from '../db/house.ts'
import { startMailServer, type MailServer } from './mail-server.ts'
import { readLetter } from './reading.ts'

/** A database, a mail server and what stands between them, as main starts it. */
const open = async (given: Partial<{ readonly smtpUrl: string }> = {}) => {
  const { url, database } = await openHouse()
  const sql = postgres(url, { max: 1 })
  onTestFinished(() => sql.end())
  const server = await startMailServer()
  const read = readConfig({
    STATUS_PORT: '8080',
    PUBLIC_URL: 'https://status.acme.test/',
    STATUS_NAME: 'Acme',
    SMTP_URL: given.smtpUrl ?? server.url,
    EMAIL_FROM: 'Acme Status <status@acme.test>',
  })
  if (!read.ok) throw new Error(read.mistakes.join('\n'))
  const told: unknown[] = []
  const note = (facts: object): void => void told.push(JSON.stringify(facts))
  const log: Log = { info: note, warn: note, error: note }
  const email = startEmail({
    config: read.config,
    database,
    reads: database.reads,
    clock: { now: Date.now },
    team: { domain: 'acme' },
    onFate: () => undefined,
    log,
  })
  for (const loop of email.loops) onTestFinished(() => loop.stop())
  const settle = async (): Promise<void> => {
    for (const loop of email.loops) await loop.settle()
  }
  const [outlet] = email.outlets
  if (outlet === undefined) throw new Error('E-mail is off')
  const { subscribers } = database
  const subscribe = async (address: string, language: Language = 'en'): Promise<void> => {
    await subscribers.ask(address, language)
    await arrived(server, address, 1)
    expect(await subscribers.confirm(keyIn(newest(server, address), 'confirm'))).toBe(true)
  }
  const publish = async (incident: Incident, update: PublicUpdate): Promise<number | undefined> => {
    for (;;) {
      try {
        return (await outlet.publish({ delivery: `${update.id}/email`, incident, update })).count
      } catch (error) {
        if (!(error instanceof Failure) || error.how.kind !== 'wait') throw error
        await pause(error.how.inMs)
      }
    }
  }
  return { database, sql, server, email, outlet, subscribers, settle, subscribe, publish, told }
}

const lettersTo = (server: MailServer, address: string) =>
  server.taken.filter(({ to }) => to.includes(address)).map(({ raw }) => readLetter(raw))

/** However long the machine takes for it. */
const arrived = (server: MailServer, address: string, count: number) =>
  expect.poll(() => lettersTo(server, address).length, { timeout: 40_000 }).toBe(count)

const newest = (server: MailServer, address: string) => {
  const letter = lettersTo(server, address).at(-1)
  if (letter === undefined) throw new Error(`No letter to ${address}`)
  return letter
}

const keyIn = ({ text }: { readonly text: string }, place: 'confirm' | 'unsubscribe'): string =>
  new RegExp(`https://status\\.acme\\.test/\\w\\w/${place}/([\\w-]+)\\r?\\n`).exec(text)?.[1] ?? 'no key'

let updates = 0

const update = (change: Partial<PublicUpdate> = {}): PublicUpdate => ({
  id: publicUpdateId(`update-${++updates}`),
  draftedBy: ann.user,
  approvedBy: ann.user,
  publishedAt: noon,
  stage: 'investigating',
  texts: {
    en: { title: 'Checkout fails', body: 'Payments fail for some of you.' },
    he: { title: 'הקופה נכשלת', body: 'התשלומים נכשלים לחלק מכם.' },
  },
  nextUpdateDue: noon + 1_800_000,
  ...change,
})

test('whoever asks gets one letter, and is subscribed only by its link', async () => {
  const { server, subscribers, settle, sql, database } = await open()
  await subscribers.ask('Noa@example.com', 'he')
  await subscribers.ask('noa@EXAMPLE.com', 'en')
  await arrived(server, 'Noa@example.com', 1)
  await settle()
  expect(server.taken).toHaveLength(1)
  const letter = newest(server, 'Noa@example.com')
  expect(letter.headers.get('from')).toBe('Acme Status <status@acme.test>')
  expect(letter.headers.get('subject')).toContain('אישור הרשמה: עדכונים על אירועים')
  expect(letter.headers.has('list-unsubscribe')).toBe(false)
  expect(letter.headers.get('auto-submitted')).toBe('auto-generated')
  expect(letter.html).toContain('<html lang="he" dir="rtl">')

  const key = keyIn(letter, 'confirm')
  const stored = await sql`select * from subscriber_keys`
  expect(JSON.stringify(stored)).not.toContain(key)
  expect(await subscribers.confirm('guessed')).toBe(false)
  expect([await subscribers.confirm(key), await subscribers.confirm(key)]).toEqual([true, true])

  // Once more, later: it is known, and nobody but the letter says so.
  await sql`update subscribers set asked_at = now() - interval '11 minutes'`
  await subscribers.ask('noa@example.com', 'en')
  await arrived(server, 'Noa@example.com', 2)
  expect(server.taken).toHaveLength(2)
  expect(lettersTo(server, 'Noa@example.com').at(-1)?.headers.get('subject')).toContain('כבר רשומה')

  await subscribers.ask('stranger@example.com', 'en')
  await arrived(server, 'stranger@example.com', 1)
  await sql`update subscribers set asked_at = now() - interval '25 hours'`
  await sql`update subscriber_keys set made_at = now() - interval '25 hours'`
  expect(await subscribers.confirm(keyIn(newest(server, 'stranger@example.com'), 'confirm'))).toBe(false)
  expect((await database.letGo({ days: 30 })).subscribers).toBe(1)
  expect((await sql`select address from subscribers`).map(({ address }) => String(address))).toEqual([
    'Noa@example.com',
  ])
})

test('an update reaches everybody in their language, in one thread, with a way out', async () => {
  const { server, subscribe, publish, database, subscribers, outlet } = await open()
  await subscribe('noa@example.com', 'he')
  await subscribe('ann@example.com')
  const incident = await declare(database, { title: 'Postgres primary db7 is gone' })
  const first = update()
  expect(await publish(incident, first)).toBe(2)
  // Asked once more, as after a lost answer: nobody gets it twice, nor who came later.
  await subscribe('late@example.com')
  expect(await outlet.publish({ delivery: `${first.id}/email`, incident, update: first })).toEqual({ count: 2 })
  expect(await publish(incident, update({ stage: 'resolved' }))).toBe(3)

  const [question, begun, over, ...more] = lettersTo(server, 'ann@example.com')
  expect([question?.headers.get('subject'), begun?.headers.get('subject'), over?.headers.get('subject'), more]).toEqual(
    [
      'Confirm: incident updates from Acme Status',
      '[Acme Status] Investigating: Checkout fails',
      '[Acme Status] Resolved: Checkout fails',
      [],
    ],
  )
  expect(begun?.text).toMatch(
    /Payments fail for some of you\.[^]*Next update by[^]*https:\/\/status\.acme\.test\/en\/incidents\/[0-9a-f]{20}\r?\n/,
  )
  expect(over?.text).not.toContain('Next update by')
  expect(over?.headers.get('in-reply-to')).toBe(begun?.headers.get('message-id'))
  expect(over?.headers.get('references')).toBe(begun?.headers.get('message-id'))
  expect(begun?.headers.has('in-reply-to')).toBe(false)
  const key = keyIn(begun ?? { text: '' }, 'unsubscribe')
  expect(begun?.headers.get('list-unsubscribe')).toBe(`<https://status.acme.test/en/unsubscribe/${key}>`)
  expect(begun?.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  expect(newest(server, 'noa@example.com').html).toContain('<html lang="he" dir="rtl">')
  expect(server.taken.map(({ raw }) => raw).join()).not.toMatch(/db7|INC-|inc-0001|U0ANN/)

  await subscribers.leave(key)
  await subscribers.leave(key)
  expect(await publish(incident, update())).toBe(2)
})

test('one bad address delays nobody, and gets nothing more once it was refused three times', async () => {
  const { server, subscribe, publish, database, sql } = await open()
  for (const name of ['gone', 'later', 'fine']) await subscribe(`${name}@example.com`)
  server.refuse({
    recipient: (to) =>
      to.startsWith('gone')
        ? { code: 550, words: '5.1.1 No such user' }
        : to.startsWith('later')
          ? { code: 451, words: '4.7.1 Greylisted' }
          : undefined,
  })
  const incident = await declare(database)
  for (const _ of [1, 2, 3]) expect(await publish(incident, update())).toBe(1)
  expect(lettersTo(server, 'fine@example.com')).toHaveLength(4)
  server.refuse({})
  expect(await publish(incident, update())).toBe(1)
  const [gone] =
    await sql`select refusals, unreachable_since is not null as unreachable from subscribers where address like 'gone%'`
  expect(gone).toEqual({ refusals: 3, unreachable: true })
  // What was put off comes all the same, in its order, when its time has come.
  await sql`update letters set due_at = now() where done_at is null`
  await expect.poll(() => lettersTo(server, 'later@example.com').length, { timeout: 30_000 }).toBe(5)
})

test('a letter whose answer was lost is sent again, and is the same letter', async () => {
  const { server, subscribe, publish, database } = await open()
  await subscribe('ann@example.com')
  server.breakAfterData()
  const incident = await declare(database)
  await publish(incident, update())
  await expect.poll(() => lettersTo(server, 'ann@example.com').length, { timeout: 30_000 }).toBe(3)
  const [, one, again] = server.taken.map(({ raw }) => raw)
  expect(readLetter(one ?? '').headers.get('message-id')).toMatch(/^<[0-9a-f]{32}@acme\.test>$/)
  expect(again).toBe(one)
})

test('while the server is down letters wait, but none goes to who has left meanwhile', async () => {
  const { server, subscribe, publish, database, subscribers, email, told } = await open()
  await subscribe('ann@example.com')
  await subscribe('noa@example.com')
  const incident = await declare(database)
  await publish(incident, update())
  const key = keyIn(newest(server, 'noa@example.com'), 'unsubscribe')
  await server.down()
  const published = publish(incident, update())
  await expect.poll(() => email.why(), { timeout: 30_000 }).toContain('takes no letters')
  await subscribers.leave(key)
  await server.up()
  expect(await published).toBe(1)
  expect([lettersTo(server, 'ann@example.com').length, lettersTo(server, 'noa@example.com').length]).toEqual([3, 2])
  await expect.poll(() => email.why(), { timeout: 30_000 }).toBeUndefined()
  expect(told.join()).toMatch(/email-server-away.*email-server-back/s)
})

test('a wrong password is told without repeating it, and loses nothing', async () => {
  const server = await startMailServer()
  const { subscribers, email, told, sql } = await open({ smtpUrl: server.url.replace('hunter2', 'hunter3') })
  await subscribers.ask('ann@example.com', 'en')
  await expect.poll(() => email.why(), { timeout: 40_000 }).toMatch(/535/)
  expect(`${email.why()} ${told.join()}`).not.toContain('hunter3')
  expect(await sql`select attempts, gave_up_at from letters`).toEqual([{ attempts: 0, gave_up_at: null }])
})

test('nobody is called to what is no incident any more', async () => {
  const { database } = await openHouse()
  const off = await declare(database)
  const on = await declare(database)
  expect((await database.letters.untold()).map(({ incident }) => incident)).toEqual([off.id, on.id])
  await database.ledger.transact(
    noting(off, ''),
    go([{ type: 'incident-cancelled', why: 'A test' }], { change: { status: 'cancelled' } }),
  )
  expect((await database.letters.untold()).map(({ incident }) => incident)).toEqual([on.id])
  // Declared to see whether all works, beside a bot that would write of it.
  const trial = { ...declaring(), trial: true } as const
  const outcome = await openDoor(database.ledger, { guests: 'report' }, () => undefined)(trial)
  expect(outcome.ok).toBe(true)
  expect((await database.letters.untold()).map(({ incident }) => incident)).toEqual([on.id])
})

test('colleagues hear what was declared and resolved, once, whichever replica finds it', async () => {
  const { server, subscribers, settle, database, sql } = await open()
  await subscribers.askInside('ann@acme.test', 'en', userId('U0ANN'))
  await arrived(server, 'ann@acme.test', 1)
  await subscribers.confirm(keyIn(newest(server, 'ann@acme.test'), 'confirm'))
  const incident = await declare(database, { title: 'Checkout is down\r\nBcc: everybody@example.com' })
  const resolution = { fix: 'Took the release back.', verified: '', canReturn: '', thanks: '' }
  await database.ledger.transact(
    noting(incident, ''),
    go([{ type: 'incident-resolved', resolution }], {
      change: { resolved: { ...resolution, by: ann.user, at: noon + 3_600_000 } },
    }),
  )
  await arrived(server, 'ann@acme.test', 2)
  await settle()
  const letters = lettersTo(server, 'ann@acme.test').slice(1)
  const resolved = letters.find(({ headers }) => headers.get('subject')?.startsWith('Resolved'))
  expect(resolved?.headers.get('subject')).toBe('Resolved: INC-1 Checkout is down Bcc: everybody@example.com (sev1)')
  expect(resolved?.text).toContain('Took the release back.')
  expect(server.taken.every(({ to }) => to.join() === 'ann@acme.test')).toBe(true)
  // Who has left the workspace is no colleague any more.
  const gone = { id: userId('U0ANN'), name: 'ann', realName: 'Ann', standing: 'bot', timeZone: 'UTC' } as const
  await database.people.save([{ ...gone, language: undefined }])
  await declare(database, { title: 'Search is down' })
  const ended = async () => (await sql`select 1 from letters where done_at is not null`).count
  await expect.poll(async () => (await settle(), ended()), { timeout: 30_000 }).toBe(3)
  expect(lettersTo(server, 'ann@acme.test')).toHaveLength(2)
  expect(await subscribers.leaveInside(userId('U0ANN'))).toBe(1)
})
