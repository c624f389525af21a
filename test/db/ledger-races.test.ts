import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import postgres from 'postgres'
import { judge } from '../../src/app/handle.ts'
import { DatabaseAway } from '../../src/app/ports.ts'
import { commandId } from '../../src/domain/ids.ts'
import type { Incident } from '../../src/domain/incident.ts'
import type { Situation } from '../../src/domain/situation.ts'
import { mergedInto } from '../../src/domain/triage.ts'
import { ann, begin, declare, declaring, go, noon, noting, openHouse, openReplica } from './house.ts'

test('the same declare delivered to two replicas at once makes one incident', async () => {
  const { url, database } = await openHouse()
  const replicas = [database, openReplica(url)]
  for (let round = 0; round < 10; round++) {
    const command = declaring(`round-${round}`)
    const deliveries = [...replicas, ...replicas].map(({ ledger }) =>
      ledger.transact(command, begin(command, [{ type: 'show-card' }])),
    )
    const outcomes = await Promise.all(deliveries)
    expect(outcomes.filter((outcome) => outcome.ok && !outcome.repeated)).toHaveLength(1)
    expect(new Set(outcomes.map(({ incident }) => incident?.number)).size).toBe(1)
  }
  expect(await database.reads.openCount()).toBe(10)
  expect(await database.outbox.claim(100)).toHaveLength(10)
})

test('the same note delivered to two replicas at once is written once', async () => {
  const { url, database } = await openHouse()
  const replicas = [database, openReplica(url)]
  const incident = await declare(database)
  for (let round = 0; round < 10; round++) {
    const note = noting(incident, `round ${round}`)
    const add = go([{ type: 'note-added', text: note.text }])
    const outcomes = await Promise.all([...replicas, ...replicas].map(({ ledger }) => ledger.transact(note, add)))
    expect(outcomes.map((outcome) => outcome.ok && outcome.repeated).toSorted()).toEqual([false, true, true, true])
  }
  expect(await database.reads.timelineEvents(incident.id)).toHaveLength(11)
})

test('the same wish on two replicas at once is refused to none because the other has just granted it', async () => {
  const { url, database } = await openHouse()
  const replicas = [database, openReplica(url)]
  for (let round = 0; round < 10; round++) {
    const incident = await declare(database)
    const wish = noting(incident, `round ${round}`)
    const grant = go([{ type: 'note-added', text: wish.text }], { change: { title: 'granted' } })
    const once = (situation: Situation) =>
      situation.incident?.title === 'granted'
        ? ({ ok: false, refusal: { code: 'text-empty' }, effects: [] } as const)
        : grant(situation)
    const outcomes = await Promise.all([...replicas, ...replicas].map(({ ledger }) => ledger.transact(wish, once)))
    expect(outcomes.map((one) => one.ok && one.repeated).toSorted()).toEqual([false, true, true, true])
    expect(outcomes.every(({ ok }) => ok)).toBe(true)
  }
})

test('thirty declares at once get thirty numbers', async () => {
  const { url, database } = await openHouse()
  const replicas = [database, openReplica(url)]
  const declared = await Promise.all(Array.from({ length: 30 }, (_, n) => declare(replicas[n % 2] ?? database)))
  expect(new Set(declared.map(({ number }) => number)).size).toBe(30)
})

test('commands on one incident follow one another, each seeing what the one before has written', async () => {
  const { url, database } = await openHouse()
  const replicas = [database, openReplica(url)]
  const incident = await declare(database)
  const grow = Array.from({ length: 40 }, (_, n) =>
    replicas[n % 2]?.ledger.transact(noting(incident, ''), (situation) =>
      go([{ type: 'note-added', text: String(n) }], {
        change: { channelNameTry: (situation.incident?.channelNameTry ?? 0) + 1 },
      })(situation),
    ),
  )
  await Promise.all(grow)
  expect(await database.reads.incident(incident.id)).toMatchObject({ channelNameTry: 41 })
  const events = await database.reads.timelineEvents(incident.id)
  expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 41 }, (_, n) => n + 1))
})

test('two merges at once never make a ring, and one goes into one other alone', { timeout: 60_000 }, async () => {
  const { url, database } = await openHouse()
  const replicas = [database, openReplica(url)]
  const merge = (nth: number, from: Incident, into: Incident) => {
    const on = { incident: from.id }
    const id = commandId(randomUUID())
    const command = { type: 'merge', id, at: noon, by: ann, on, into: into.id, why: '' } as const
    const door = (situation: Situation) => judge(command, situation, { guests: 'report' }, {})
    return replicas[nth]?.ledger.transact(command, door)
  }
  const intoWhat = async ({ id }: Incident) => {
    const now = await database.reads.incident(id)
    return now && mergedInto(now)?.incident
  }
  for (let round = 0; round < 8; round++) {
    const [one, other, third] = [await declare(database), await declare(database), await declare(database)]
    const ring = await Promise.all([merge(0, one, other), merge(1, other, one)])
    expect(ring.filter((outcome) => outcome?.ok === true)).toHaveLength(1)
    expect([await intoWhat(one), await intoWhat(other)].filter((into) => into !== undefined)).toHaveLength(1)

    const kept = (await intoWhat(one)) === undefined ? one : other
    const fourth = await declare(database)
    const fork = await Promise.all([merge(0, kept, third), merge(1, kept, fourth)])
    expect(fork.filter((outcome) => outcome?.ok === true)).toHaveLength(1)
    const links = (await database.outbox.claim(100)).flatMap(({ effect, incident }) =>
      effect.type === 'link-incident' ? [`${incident} ${effect.to}`] : [],
    )
    expect(links).toHaveLength(2)
  }
})

test('connections cut in the middle of everything lose nothing and double nothing', { timeout: 120_000 }, async () => {
  const { url, database } = await openHouse()
  const operator = postgres(url, { max: 1, connection: { application_name: 'operator' }, onnotice: () => undefined })
  const incident = await declare(database)
  let over = false
  const cutting = (async () => {
    while (!over) {
      await operator`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'stanch'`
    }
  })()
  const texts = Array.from({ length: 60 }, (_, n) => `note ${n}`)
  const told = await Promise.allSettled(
    texts.map(async (text, n) => {
      // A few at a time, so that the cuts fall into different moments of a transaction.
      const note = noting(incident, text)
      for (let turn = 0; turn < n; turn++) await Promise.resolve()
      const outcome = await database.ledger.transact(note, go([{ type: 'note-added', text }]))
      return outcome.ok && !outcome.repeated ? text : 'repeated'
    }),
  )
  over = true
  await cutting
  await operator.end()

  const recorded = (await openReplica(url).reads.timelineEvents(incident.id)).flatMap((event) =>
    event.type === 'note-added' ? [event.text] : [],
  )
  const acknowledged = told.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const refused = told.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []))
  expect(new Set(recorded).size).toBe(recorded.length)
  expect(recorded).toEqual(expect.arrayContaining(acknowledged))
  expect(refused.every((reason) => reason instanceof DatabaseAway)).toBe(true)
  // The last cut may still be felt: a connection that opens anew is told for a moment that the server is starting.
  await expect.poll(() => database.whyNotReady(), { timeout: 60_000 }).toBeUndefined()
})

test('where nobody listens, the person reads so in under 3 s', async () => {
  const nowhere = openReplica('postgres://nobody:x@127.0.0.1:9/none')
  const command = declaring()
  const since = performance.now()
  await expect(nowhere.ledger.transact(command, begin(command))).rejects.toBeInstanceOf(DatabaseAway)
  expect(performance.now() - since).toBeLessThan(3_000)
  await expect(nowhere.inbox.put('Ev1', 'C1', {})).rejects.toBeInstanceOf(DatabaseAway)
  expect(await nowhere.whyNotReady()).toContain('cannot be reached')
})

test('a database that may only be read says so, and takes up again when it may be written', async () => {
  const { url, database } = await openHouse()
  const operator = postgres(url, { max: 1 })
  const name = new URL(url).pathname.slice(1)
  const command = declaring()
  await operator`alter database ${operator(name)} set default_transaction_read_only = on`
  const reader = openReplica(url)
  await expect(reader.ledger.transact(command, begin(command))).rejects.toBeInstanceOf(DatabaseAway)
  expect(await reader.whyNotReady()).toBe('is read-only')
  await operator`set default_transaction_read_only = off`
  await operator`alter database ${operator(name)} set default_transaction_read_only = off`
  await operator.end()
  expect(await database.ledger.transact(command, begin(command))).toMatchObject({ ok: true, repeated: false })
})
