import { afterAll, beforeAll, expect, it } from 'vitest'
import { breachesIn } from '../../scripts/faults/promise.ts'
import { titleOf } from '../../scripts/faults/titles.ts'
import { declaredNumber } from '../../scripts/faults/witness.ts'
import { freshDatabase } from '../database.ts'
import { openPair, until, type Pair } from './pair.ts'

/* Two replicas on one database share the work, hear events in any order, and leave nothing behind when one must go. */

const database = await freshDatabase()
const opened: { pair?: Pair } = {}

beforeAll(async () => {
  opened.pair = await openPair(database)
}, 120_000)
afterAll(() => opened.pair?.close())

const pair = (): Pair => opened.pair ?? expect.fail('there is no pair')
const kept = async (): Promise<void> => {
  await pair().quiet(120_000)
  expect(await breachesIn(pair())).toEqual([])
}
/** Noa declares the nth incident of this file; resolves with what she was answered. */
const declare = async (nth: number) => {
  const { slack, witness } = pair()
  const title = titleOf(nth)
  const answer = await slack.as('noa').types(`/incident declare sev3 ${title}`, { in: 'general' })
  witness.declared.push({ title, number: declaredNumber(answer.text) })
  return answer
}
/** Is this a call of the first replica's? */
const isOfFirst = (_args: unknown, token: string | undefined): boolean => token === 'xoxb-faults-0'
/** What the record's timeline holds of messages, as it came out. */
const heard = async (type: string) => (await pair().sql`select 1 from events where type = ${type}`).count

it('both take work', { timeout: 180_000 }, async () => {
  const { callers } = pair()
  const answers = await Promise.all([0, 1, 2, 3, 4, 5].map(declare))
  expect(answers.every(({ ok }) => ok)).toBe(true)
  await kept()
  expect([...callers()].toSorted()).toEqual(['xoxb-faults-0', 'xoxb-faults-1'])
})

it(
  'events that overtake each other on their way to two replicas leave what was meant',
  { timeout: 120_000 },
  async () => {
    const { slack, sql } = pair()
    const [channel] = (await slack.channels()).filter(({ name }) => name.startsWith('inc-0001'))
    const here = { in: channel?.name ?? expect.fail('the first incident has no channel') }
    const noa = slack.as('noa')
    const spoken = await noa.says('The dashboards are back', here)
    await slack.rig.holdEvents()
    const edited = await noa.says('timeline: the cache is cold', here)
    await noa.edits(edited, 'timeline: the cache was cold', here)
    const deleted = await noa.says('timeline: this is nonsense', here)
    await noa.deletes(deleted, here)
    await noa.reacts('pushpin', spoken, here)
    await noa.unreacts('pushpin', spoken, here)
    await slack.rig.releaseEvents('reversed')
    await until(async () => (await heard('message-unpinned')) > 0, 'the last of them to be heard')
    await pair().quiet(60_000)

    await noa.types('/incident timeline', here)
    const shown = JSON.stringify((await slack.ephemerals('noa')).at(-1))
    expect(shown).toContain('the cache was cold')
    expect(shown).not.toContain('the cache is cold')
    expect(shown).not.toContain('this is nonsense')
    expect(shown).not.toContain('The dashboards are back')
    expect((await sql`select 1 from inbox where gave_up_at is not null`).count).toBe(0)
  },
)

it('SIGTERM under load: every ack is answered, and nothing waits for a lease', { timeout: 240_000 }, async () => {
  const { sandbox, sql, bot } = pair()
  // Three calls of the one that must go never end: it hands them over.
  const hangs = sandbox.faults.add({ method: 'chat.postMessage', times: 3, how: 'hang' }, isOfFirst)
  const declaring = Promise.all([6, 7, 8, 9, 10, 11, 12, 13].map(declare))
  const hang = async (): Promise<boolean> => sandbox.faults.list().some(({ id, hits }) => id === hangs && hits === 3)
  await until(hang, 'three calls to hang')
  const { code } = await bot(0).terminate()
  // What the other one holds is its business: it lives, and says so by the lock of its name.
  const heldByNobody = await sql<{ id: string; name: string }[]>`
    select id::text, claimed_by as name from outbox where claimed_by is not null and claimed_until > now()
      and not exists (
        select from pg_locks where locktype = 'advisory' and objsubid = 2
          and objid = (hashtext(claimed_by)::bigint & 4294967295)::oid)`
  expect(code).toBe(0)
  expect([...heldByNobody]).toEqual([])
  const answers = await declaring
  expect(answers.filter(({ ok }) => !ok)).toEqual([])
  sandbox.faults.clear(hangs)
  await kept()
  // A lease that ran out would have counted as a try.
  expect((await sql`select 1 from outbox where attempts > 0`).count).toBe(0)
})
