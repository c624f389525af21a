import { afterAll, beforeAll, expect, it } from 'vitest'
import { breachesIn } from '../../scripts/faults/promise.ts'
import { declaredNumber } from '../../scripts/faults/witness.ts'
import { wordsIn } from '../../sandbox/client.ts'
import { freshDatabase } from '../database.ts'
import { openPair, until, type Pair } from './pair.ts'

/*
 * Slack may deliver anything more than once, to any replica: the same thing twice and four times, on two replicas at
 * once and across a restart, does what it does once, and each delivery gets the same answer.
 */

const database = await freshDatabase()
const opened: { pair?: Pair } = {}
const title = 'Checkout is down'
/** What was delivered before, for whoever delivers it again after a restart; with what it had been answered. */
const delivered: { readonly id: string; readonly answer: unknown }[] = []

beforeAll(async () => {
  opened.pair = await openPair(database)
}, 120_000)
afterAll(() => opened.pair?.close())

const pair = (): Pair => opened.pair ?? expect.fail('there is no pair')
const incidentChannel = async (): Promise<string> => {
  const found = (await pair().slack.channels()).find(({ name }) => name.startsWith('inc-'))
  return found?.name ?? expect.fail('the incident has no channel')
}
const eventsOf = async (type: string): Promise<number> =>
  (await pair().sql`select 1 from events where type = ${type}`).count
const kept = async (): Promise<void> => {
  await pair().quiet(60_000)
  expect(await breachesIn(pair())).toEqual([])
}

/** The incident's channel is named until it is there, and then linked. */
const unlinked = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer).replaceAll(/<#C\w+>|#inc-[\w-]+/g, '#the-channel'))

/** Each delivery got the same answer, and it is one that is no error; resolves with it. */
const sameAnswer = (answers: readonly unknown[]): unknown => {
  const [first] = answers.map(unlinked)
  expect(answers.map(unlinked)).toEqual(answers.map(() => first))
  expect(first).not.toMatchObject({ ok: false })
  return first
}
const textOf = (answer: unknown): string =>
  typeof answer === 'object' && answer !== null && 'text' in answer ? String(answer.text) : ''

it('a slash command, four times on two replicas: one incident, named to each', { timeout: 120_000 }, async () => {
  const { slack, witness, unsent, deliver } = pair()
  const id = await unsent(() => slack.as('noa').types(`/incident declare sev2 ${title}`, { in: 'general' }))
  const answer = sameAnswer(await deliver(id, 4))
  witness.declared.push({ title, number: declaredNumber(textOf(answer)) })
  await kept()
  // And once more when everything is done.
  expect(sameAnswer(await deliver(id, 2))).toEqual(answer)
  expect(await eventsOf('incident-declared')).toBe(1)
  await kept()
})

it('a button, four times: pressed once', { timeout: 60_000 }, async () => {
  const { slack, sandbox, unsent, deliver } = pair()
  const id = await unsent(() => slack.as('ann').presses('Join', { in: 'incidents' }))
  delivered.push({ id, answer: sameAnswer(await deliver(id, 4)) })
  sameAnswer(await deliver(id, 2))
  await kept()
  expect(await eventsOf('member-joined')).toBe(1)
  expect(await slack.members(await incidentChannel())).toContain('ann')
  expect(sandbox.calls.list({ method: 'response_url' }).filter(({ outcome }) => outcome === 'ok')).toHaveLength(2)
})

it('a message, four times: in the timeline once, and what it says is done once', { timeout: 60_000 }, async () => {
  const { slack, sql, unsent, deliver } = pair()
  const channel = await incidentChannel()
  const id = await unsent(() => slack.as('noa').says('I am the incident commander', { in: channel }))
  delivered.push({ id, answer: sameAnswer(await deliver(id, 4)) })
  await until(async () => (await eventsOf('role-assigned')) > 0, 'Noa leads')
  sameAnswer(await deliver(id, 2))
  await kept()
  expect(await eventsOf('message-heard')).toBe(1)
  expect((await sql`select 1 from outbox where effect::text like '%role-heard%'`).count).toBe(1)
})

it('a form, four times: handed in once, and each time it closes', { timeout: 120_000 }, async () => {
  const { slack, unsent, deliver } = pair()
  const channel = await incidentChannel()
  const noa = slack.as('noa')
  await noa.types('/incident resolve', { in: channel })
  const form = await noa.form({ timeoutMs: 10_000 })
  await form.fill({ [form.labels()[0] ?? '']: 'Rolled the release back.' })
  const id = await unsent(() => form.submit())
  delivered.push({ id, answer: sameAnswer(await deliver(id, 4)) })
  await until(async () => (await eventsOf('incident-resolved')) > 0, 'the incident is resolved')
  sameAnswer(await deliver(id, 2))
  await kept()
  expect(await eventsOf('incident-resolved')).toBe(1)
  const said = (await slack.messages(channel)).filter((one) => wordsIn(one).includes('Rolled the release back.'))
  // The card and the one post.
  expect(said).toHaveLength(2)
})

it('a command whose process died before its ack arrived: the next one answers it', { timeout: 120_000 }, async () => {
  const { slack, sandbox, sql, bot, startAgain, witness, unsent, deliver, token } = pair()
  await slack.rig.deliverOnlyTo(token(1))
  const id = await unsent(() => slack.as('noa').types('/incident declare sev3 Search is slow', { in: 'general' }))
  const hangs = sandbox.faults.add({ method: '*', how: 'hang' })
  const first = await slack.rig.deliverAgain(id, token(0))
  // It is recorded and nothing has come of it; nobody has seen an ack that died on its way.
  await Promise.all([bot(0).kill(), bot(1).kill()])
  sandbox.faults.clear(hangs)
  expect((await sql`select 1 from incidents`).count).toBe(2)
  await Promise.all([startAgain(0), startAgain(1)])
  await slack.rig.deliverOnlyTo(null)
  const answer = sameAnswer(await deliver(id, 2))
  expect(first?.ok === true && unlinked(first.body)).toEqual(answer)
  witness.declared.push({ title: 'Search is slow', number: declaredNumber(textOf(answer)) })
  await kept()
  expect((await sql`select 1 from incidents`).count).toBe(2)
})

it('a button, a message and a form again, after the restart: each is done already', { timeout: 120_000 }, async () => {
  const { deliver } = pair()
  expect(delivered).toHaveLength(3)
  const recorded = ['member-joined', 'message-heard', 'role-assigned', 'incident-resolved']
  const before = await Promise.all(recorded.map(eventsOf))
  expect(before).toEqual([1, 1, 1, 1])
  for (const { id, answer } of delivered) expect(sameAnswer(await deliver(id, 2))).toEqual(answer)
  await kept()
  expect(await Promise.all(recorded.map(eventsOf))).toEqual(before)
})

it.each([
  ['two replicas', [0, 1]],
  ['one', [0, 0]],
] as const)(
  'two approvals in one moment, on %s: customers are told once, and the other approver reads so',
  { timeout: 120_000 },
  async (_, replicas) => {
    const { slack, sql, witness, unsent, quiet, token } = pair()
    const called = `Orders fail ${witness.declared.length}`
    const { text } = await slack.as('noa').types(`/incident declare sev2 ${called}`, { in: 'general' })
    const number = declaredNumber(text) ?? expect.fail(`not declared: ${text}`)
    witness.declared.push({ title: called, number })
    await quiet(60_000)
    const front = `inc-${String(number).padStart(4, '0')}`
    const channel = (await slack.channels()).find(({ name }) => name.startsWith(front))?.name ?? ''
    await slack.as('noa').types('/incident role lead @noa', { in: channel })
    await slack.as('noa').types('/incident role comms @ann', { in: channel })
    await slack.as('haruki').types('/incident language en', { in: 'general' })
    await slack.as('stanch').joins('general', 'noa')
    await slack.as('haruki').types('/incident customers', { in: channel })
    const form = await slack.as('haruki').form({ timeoutMs: 10_000 })
    const filled = await form.fill({
      'Title (English)': 'Orders',
      'What customers read (English)': 'Orders fail.',
      'Slack channels': ['general'],
      // Nobody is named, so that both are asked.
      'Who approves it': null,
    })
    const { errors, next } = await filled.submit()
    expect(errors).toEqual({})
    await next?.close(true)
    await quiet(60_000)

    const published = async () =>
      (
        await sql`select 1 from events e join incidents i on i.id = e.incident
        where i.number = ${number} and e.type = 'public-update-published'`
      ).count
    const approvers = ['noa', 'ann'] as const
    const presses: string[] = []
    for (const one of approvers) presses.push(await unsent(() => slack.as(one).presses('Approve', { in: 'dm' })))
    const acks = presses.map((id, nth) => slack.rig.deliverAgain(id, token(replicas[nth] ?? 0)))
    for (const ack of await Promise.all(acks)) expect(ack).toMatchObject({ ok: true })
    await until(async () => (await published()) > 0, 'customers to be told')
    await kept()
    expect(await published()).toBe(1)
    const read = async (one: string) =>
      wordsIn((await slack.ephemerals(one)).at(-1) ?? expect.fail(`${one} reads nothing`))
    const answers = await Promise.all(approvers.map(read))
    expect(answers.filter((words) => words.includes('It is on its way'))).toHaveLength(1)
    expect(answers.filter((words) => words.includes('published already'))).toHaveLength(1)
    for (const one of approvers) {
      expect((await slack.direct(one)).filter((message) => wordsIn(message).includes('Approve'))).toEqual([])
    }
  },
)
