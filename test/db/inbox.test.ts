import postgres from 'postgres'
import { expect, test } from 'vitest'
import { openHouse, openReplica } from './house.ts'

test('an event is stored once, on whichever replica it comes again', async () => {
  const { url, database } = await openHouse()
  const put = await Promise.all(
    [database, openReplica(url), database].map(({ inbox }) => inbox.put('Ev1', 'C1', { event: 'message' })),
  )
  expect(put.filter(Boolean)).toHaveLength(1)
  const claimed = await database.inbox.claim(10)
  expect(claimed).toMatchObject([{ id: 'Ev1', body: { event: 'message' }, attempts: 0 }])
})

test('events of one channel are worked one after another, in the order in which they came', async () => {
  const { database } = await openHouse()
  for (const [id, lane] of [
    ['Ev1', 'C1'],
    ['Ev2', 'C1'],
    ['Ev3', 'C2'],
  ] as const) {
    await database.inbox.put(id, lane, {})
  }
  const early = await database.inbox.claim(10)
  expect(early.map(({ id }) => id)).toEqual(['Ev1', 'Ev3'])
  for (const received of early) expect(await database.inbox.done(received)).toBe(true)
  expect((await database.inbox.claim(10)).map(({ id }) => id)).toEqual(['Ev2'])
})

test('an event that fails comes again counted, and is let pass when it is given up', async () => {
  const { database } = await openHouse()
  await database.inbox.put('Ev1', 'C1', {})
  await database.inbox.put('Ev2', 'C1', {})
  for (const attempts of [0, 1]) {
    const [received] = await database.inbox.claim(10)
    expect(received).toMatchObject({ id: 'Ev1', attempts })
    if (received !== undefined) await database.inbox.again(received, { inMs: 0, error: 'fault', attempted: true })
  }
  const [received] = await database.inbox.claim(10)
  if (received !== undefined) await database.inbox.giveUp(received, 'fault')
  expect((await database.inbox.claim(10)).map(({ id }) => id)).toEqual(['Ev2'])
})

test('a process that stops hands its events back', async () => {
  const { url, database } = await openHouse()
  await database.inbox.put('Ev1', 'C1', {})
  const [late] = await database.inbox.claim(10)
  await database.inbox.handBack()
  expect(await openReplica(url).inbox.claim(10)).toHaveLength(1)
  expect(late && (await database.inbox.done(late))).toBe(false)
})

test('a payload with NUL and half a surrogate is stored and read as Slack sent it', async () => {
  const { database } = await openHouse()
  const body = { text: 'a\u0000b\ud800c "quoted" \\ {curly}' }
  await database.inbox.put('Ev1', 'C1', body)
  expect(await database.inbox.claim(1)).toMatchObject([{ body }])
})

test('of each lane so many are taken as follow one another, up to one that must wait', async () => {
  const { url, database } = await openHouse()
  const { inbox } = database
  for (const nth of [1, 2, 3, 4]) await inbox.put(`Ev${nth}`, 'C1', {})
  await inbox.put('Ev5', 'C2', {})
  const [, , third] = await inbox.claim(10, 3)
  const other = openReplica(url)
  // The first of the lane is in somebody's hands, and so is the lane.
  expect((await other.inbox.claim(10, 3)).map(({ id }) => id)).toEqual([])
  if (third !== undefined) await inbox.again(third, { inMs: 60_000, error: 'not now', attempted: true })
  await inbox.handBack()
  expect((await other.inbox.claim(10, 3)).map(({ id }) => id)).toEqual(['Ev1', 'Ev2', 'Ev5'])
})

test('what is given back is taken again as if nobody had had it', async () => {
  const { database } = await openHouse()
  for (const id of ['Ev1', 'Ev2']) await database.inbox.put(id, 'C1', {})
  const [first, second] = await database.inbox.claim(10, 5)
  if (first === undefined || second === undefined) throw new Error('Both follow one another')
  await database.inbox.giveBack([second])
  await database.inbox.allDone([first])
  expect(await database.inbox.claim(10, 5)).toMatchObject([{ id: 'Ev2', attempts: 0 }])
})

test('events that come together are stored together, each once and in their order', async () => {
  const { database } = await openHouse()
  const ids = Array.from({ length: 60 }, (_, nth) => `Ev${String(nth % 50).padStart(2, '0')}`)
  const stored = await Promise.all(ids.map((id) => database.inbox.put(id, 'C1', { id })))
  expect(stored).toEqual(ids.map((_, nth) => nth < 50))
  expect((await database.inbox.claim(10, 100)).map(({ id }) => id)).toEqual(ids.slice(0, 50))
})

test('a claim comes back however much waits, and however little the server believes to be waiting', async () => {
  const { url, database } = await openHouse()
  const sql = postgres(url, { max: 1, fetch_types: false })
  await sql`alter table inbox set (autovacuum_enabled = false)`
  const put = (name: string, count: number) => sql`
    insert into inbox (event_id, lane, body)
    select ${name} || n, 'C' || n % 8, '{}' from generate_series(1, ${count}::int) n`
  await put('earlier', 200)
  await sql`update inbox set done_at = now()`
  await sql`analyze inbox`
  await put('Ev', 6_000)
  await sql.end()
  const claimed = await database.inbox.claim(50, 25)
  expect(claimed.filter(({ lane }) => lane === 'C1').map(({ id }) => id)).toEqual(
    Array.from({ length: 25 }, (_, nth) => `Ev${nth * 8 + 1}`),
  )
  expect(claimed).toHaveLength(8 * 25)
})
