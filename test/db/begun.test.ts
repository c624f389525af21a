import { expect, test } from 'vitest'
import type { Effect } from '../../src/domain/effects.ts'
import { channelId, commandId } from '../../src/domain/ids.ts'
import { ann, begin, declaring, go, noting, openHouse, openReplica } from './house.ts'

/* What a commit asks for is begun by the process that wrote it, without being claimed again. */

const post = (text: string): Effect => ({
  type: 'post',
  post: { say: 'update', text, by: ann.user, at: 0, nextUpdateDue: 0 },
  language: 'en',
  in: 'channel',
})
const opened = { type: 'channel-opened', channel: channelId('C0INC'), name: 'inc-0001' } as const
const tell: Effect = { type: 'tell', user: ann.user, news: { say: 'joined' } }

const opening = async () => {
  const { url, database } = await openHouse()
  // Nothing is begun before PostgreSQL knows that this process lives.
  await database.holders.endClaimsOfDead()
  return { database, other: openReplica(url) }
}

test('the first of each lane is begun, and what stands behind it or crosses incidents waits to be claimed', async () => {
  const { database, other } = await opening()
  const command = declaring()
  const effects = [post('one'), post('two'), { type: 'show-card' } as const, tell]
  const outcome = await database.ledger.transact(command, begin(command, effects), { begin: true })
  const begun = outcome.ok ? outcome.begun : undefined
  expect(begun?.waits).toBe(true)
  expect(begun?.rows.map(({ effect }) => effect)).toEqual([post('one'), { type: 'show-card' }])
  expect(begun?.rows).toMatchObject([{ claim: 1, attempts: 0, uncertain: false, incident: command.incident }, {}])
  expect((await other.outbox.claim(10)).map(({ effect }) => effect)).toEqual([tell])

  const ended = await Promise.all((begun?.rows ?? []).map((row) => database.outbox.done(row)))
  expect(ended).toEqual(['next', 'last'])
  expect((await other.outbox.claim(10)).map(({ effect }) => effect)).toEqual([post('two')])
})

test('a lane in which something waits or is being done begins nothing more', async () => {
  const { database } = await opening()
  const command = declaring()
  const declared = await database.ledger.transact(command, begin(command, [post('one')]), { begin: true })
  const { incident } = declared
  if (incident === undefined) throw new Error('The declare was refused')
  const note = noting(incident, 'x')
  const noted = await database.ledger.transact(
    note,
    go([{ type: 'note-added', text: 'x' }], { effects: [post('two')] }),
    {
      begin: true,
    },
  )
  expect(noted).toMatchObject({ begun: { rows: [], waits: true } })
  expect(await database.outbox.claim(10)).toEqual([])
})

test('an answer of Slack is judged again where another process has gone on meanwhile', async () => {
  const { database, other } = await opening()
  const command = declaring()
  const declared = await database.ledger.transact(command, begin(command, [post('one')]), { begin: true })
  if (!declared.ok) throw new Error('The declare was refused')
  const renamed = { type: 'title-changed', from: 'Checkout is down', to: 'Renamed meanwhile' } as const
  await other.ledger.transact(noting(declared.incident, ''), go([renamed], { change: { title: renamed.to } }))

  const seen: (string | undefined)[] = []
  const answer = { ...noting(declared.incident, ''), id: commandId('outbox/1/1') }
  const outcome = await database.ledger.transact(
    answer,
    (situation) => {
      seen.push(situation.incident?.title)
      return go([opened], { change: { channel: opened.channel } })(situation)
    },
    { finishing: declared.begun?.rows[0], begin: true },
  )
  expect(seen).toEqual(['Checkout is down', 'Renamed meanwhile'])
  expect(outcome).toMatchObject({ ok: true, repeated: false, incident: { title: 'Renamed meanwhile' } })
  expect((await database.reads.timelineEvents(declared.incident.id)).map(({ seq, type }) => [seq, type])).toEqual([
    [1, 'incident-declared'],
    [2, 'title-changed'],
    [3, 'channel-opened'],
  ])
  expect(await database.outbox.nextDueInMs()).toBeUndefined()
})
