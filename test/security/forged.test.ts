import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { handlers } from '../../src/slack/handlers/all.ts'
import { openEdge } from './edge.ts'

const keysOf = (part: 'presses' | 'submits' | 'shortcuts'): string[] =>
  handlers.flatMap((handler) => Object.keys(handler[part] ?? {})).filter((key) => !/-[1-9]$/.test(key))

/** What nobody's view ever gave away: no ids, ids of nothing, parts too many or too few, other languages' syntax. */
const junk = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.uuid(),
  fc.uuid().map((id) => `${id}:lead:1700000000.000100`),
  fc.uuid().map((id) => `${id}:update-overdue`),
  fc.json({ maxDepth: 2 }),
  fc.constantFrom(
    '',
    ':',
    '::::',
    '0',
    '-1',
    '1e309',
    '__proto__',
    'constructor:prototype',
    "'; drop table incidents; --",
    '$1::uuid',
    '<!channel>',
    '{"incident":null}',
    '[]',
    'null',
    '../../etc/passwd',
    '\u0000',
    'x'.repeat(3_000),
  ),
)

it('answers what was forged in words, believes none of it, and goes on', { timeout: 120_000 }, async () => {
  const edge = await openEdge()
  const who = { user: { id: 'U0NOA', team_id: 'T0STANCH' }, team: { id: 'T0STANCH', domain: 'acme' } }
  const there = { channel: { id: 'C0GENERAL' }, container: { message_ts: '1', channel_id: 'C0GENERAL' } }
  const seed = Math.floor(Math.random() * 2 ** 31)
  const asked: { readonly what: string; readonly nth: number }[] = []
  const begun: Promise<unknown>[] = []
  const send = async (what: string, payload: Readonly<Record<string, unknown>>): Promise<void> => {
    const sent = edge.send('interactive', { ...who, ...payload }).then((nth) => asked.push({ what, nth }))
    if (begun.push(sent) % 16 === 0) await Promise.all(begun)
  }
  for (const [index, action_id] of keysOf('presses').entries()) {
    for (const [value, block_id, private_metadata] of fc.sample(fc.tuple(junk, junk, junk), {
      seed: seed + index,
      numRuns: 3,
    })) {
      const action = { action_id, block_id, value, selected_option: { value }, selected_user: value }
      const view = { callback_id: 'x', private_metadata }
      await send(`${action_id} ${JSON.stringify([value, private_metadata])}`, {
        type: 'block_actions',
        ...there,
        view,
        actions: [action],
      })
    }
  }
  for (const [index, callback_id] of [...keysOf('submits'), 'nothing-of-ours'].entries()) {
    for (const [private_metadata, block, value] of fc.sample(fc.tuple(junk, junk, junk), {
      seed: seed - index,
      numRuns: 3,
    })) {
      const view = { callback_id, private_metadata, blocks: [], state: { values: { [`b${block}`]: { a: { value } } } } }
      await send(`${callback_id} ${JSON.stringify(private_metadata)}`, { type: 'view_submission', view })
    }
  }
  await Promise.all(begun)
  await edge.settle()
  const told = `seed ${seed}`
  expect(edge.faults(), told).toEqual([])
  const tables = await edge.sql<{ events: number }[]>`
    select (select count(*) from events)::int as events, (select count(*) from incidents)::int as incidents`
  expect([...tables], told).toEqual([{ events: 0, incidents: 0 }])
  const silent = asked.filter(({ nth }) => edge.answer(nth).ack === '200 ' && edge.answer(nth).words.length === 0)
  expect(
    silent.map(({ what }) => what),
    told,
  ).toEqual([])
  expect(
    asked.filter(({ nth }) => !edge.answer(nth).ack.startsWith('200')),
    told,
  ).toEqual([])
})

it('takes nobody for a person who is none, in the forms that ask for one', { timeout: 60_000 }, async () => {
  const edge = await openEdge()
  const noa = { user_id: 'U0NOA', team_id: 'T0STANCH', command: '/incident' }
  await edge.send('command', { ...noa, channel_id: 'C0GENERAL', text: 'declare sev2 Checkout is down' })
  await edge.settle()
  const [incident] = await edge.sql<{ id: string }[]>`select id from incidents`
  const who = { user: { id: 'U0NOA', team_id: 'T0STANCH' }, team: { id: 'T0STANCH', domain: 'acme' } }
  for (const callback_id of keysOf('submits')) {
    for (const selected_user of ['<!channel>', 'not a person', 'U0PIET', 'x'.repeat(3_000)]) {
      const values = Object.fromEntries(
        ['owner', 'follow-up-owner'].map((block) => [block, { any: { type: 'users_select', selected_user } }]),
      )
      const state = { values: { ...values, text: { any: { value: 'x' } }, 'follow-up-text': { any: { value: 'x' } } } }
      const view = { callback_id, private_metadata: incident?.id ?? '', blocks: [], state }
      await edge.send('interactive', { type: 'view_submission', ...who, view })
    }
  }
  await edge.settle()
  expect(edge.faults()).toEqual([])
})
