import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { seedFrom } from '../../scripts/faults/seeded.ts'
import { openEdge } from './edge.ts'
import { answersOfForms, forgedForms, keysOf, metadataAround, playScene, recordOf, valueFor } from './given-away.ts'

/** `FORGED_SEED=12345 npx vitest run test/security/forged.test.ts` forges the same again. */
const seed = seedFrom(process.env['FORGED_SEED'])
const told = `FORGED_SEED=${seed}`

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
  const scene = await playScene(edge)
  const before = await recordOf(edge)
  const who = { user: { id: 'U0NOA', team_id: 'T0STANCH' }, team: { id: 'T0STANCH', domain: 'acme' } }
  const there = { channel: { id: 'C0GENERAL' }, container: { message_ts: '1', channel_id: 'C0GENERAL' } }
  let draws = 0
  const draw = <Value>(of: fc.Arbitrary<Value>, numRuns: number): readonly Value[] =>
    fc.sample(of, { seed: seed + draws++, numRuns })
  const asked: { readonly what: string; readonly nth: number }[] = []
  const begun: Promise<unknown>[] = []
  const send = async (what: string, payload: Readonly<Record<string, unknown>>): Promise<void> => {
    const sent = edge.send('interactive', { ...who, ...payload }).then((nth) => asked.push({ what, nth }))
    if (begun.push(sent) % 16 === 0) await Promise.all(begun)
  }
  const press = (action_id: string, value: string, block_id: string, private_metadata: string) => {
    const action = { action_id, block_id, value, selected_option: { value }, selected_user: value }
    const view = { callback_id: 'x', private_metadata }
    const what = `${action_id} ${JSON.stringify([value, private_metadata])}`
    return send(what, { type: 'block_actions', ...there, view, actions: [action] })
  }
  const submit = (callback_id: string, private_metadata: string, values: object) => {
    const view = { callback_id, private_metadata, blocks: [], state: { values } }
    return send(`${callback_id} ${JSON.stringify(private_metadata)}`, { type: 'view_submission', view })
  }
  for (const action of keysOf('presses')) {
    for (const [value, block, metadata] of draw(fc.tuple(junk, junk, junk), 3)) {
      await press(action, value, block, metadata)
    }
    // On an incident that is there, with a value or a tail of it that nobody gave away.
    const given = valueFor(action, scene)
    if (given === scene.id) continue
    const head = given.slice(0, given.lastIndexOf(':') + 1)
    for (const tail of draw(junk, 2)) {
      await press(action, `${head}${tail}`, `incident/${scene.id}/x`, metadataAround(action, scene))
    }
  }
  for (const callback of [...keysOf('submits'), 'nothing-of-ours']) {
    for (const [metadata, block, value] of draw(fc.tuple(junk, junk, junk), 3)) {
      await submit(callback, metadata, { [`b${block}`]: { a: { value } } })
    }
  }
  for (const part of draw(junk, 3)) {
    for (const [callback, metadata] of forgedForms(scene, part)) await submit(callback, metadata, answersOfForms(scene))
  }
  await Promise.all(begun)
  await edge.settle()
  expect(edge.faults(), told).toEqual([])
  expect(await recordOf(edge), told).toEqual(before)
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
