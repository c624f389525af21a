import { expect, test } from 'vitest'
import { wordsIn } from '../../../sandbox/client.ts'
import { openTeam, type Team } from '../../stanch.ts'
import { openReceiver } from '../../webhook/receiver.ts'
import { openIncident, seen } from './open-incident.ts'

const secret = 'a-secret-of-some-length'

/** What stands below in a person's direct messages with Stanch. */
const lastToldTo = async (team: Team, person: string): Promise<string> => {
  await team.settle()
  const last = (await team.slack.direct(person)).at(-1)
  return seen(last && wordsIn(last))
}

const cardIn = async (team: Team, channel: string): Promise<string> => {
  await team.settle()
  const [pin] = await team.slack.pins(channel)
  const card = (await team.slack.messages(channel)).find(({ ts }) => ts === pin?.ts)
  return seen(card && wordsIn(card))
}

test('customers are told what a second person has read and approved, in a channel and by webhook', async () => {
  const receiver = await openReceiver((response, nth) => response.writeHead(nth === 1 ? 500 : 200).end())
  const team = await openTeam({
    CUSTOMER_CHANNELS: 'support',
    CUSTOMER_LANGUAGES: 'en,he',
    WEBHOOKS: `crm ${receiver.url} ${secret}`,
  })
  const channel = await openIncident(team)
  const here = { in: channel }
  await team.slack.as('noa').creates('support')
  await team.slack.as('stanch').joins('support', 'noa')
  const [noa, ann] = [team.slack.as('noa'), team.slack.as('ann')]
  await noa.types('/incident role comms @ann', here)
  await team.settle()

  await noa.types('/incident customers', here)
  const form = await noa.form()
  expect(form.title).toBe('Tell customers')
  const filled = await form.fill({
    'Title (English)': 'Orders <!channel> fail',
    'What customers read (English)': 'Orders fail since 14:00. Ask @noa about db-01.',
    'They hear more by (14:05, or 30 min)': '45 min',
  })
  // Where Stanch is in no channel it says how to let it in.
  await team.slack.as('noa').creates('sales')
  const outside = await (await filled.fill({ 'Slack channels': ['support', 'sales'] })).submit()
  expect(seen(JSON.stringify(outside.errors))).toContain('Stanch cannot post in #sales. Type /invite @Stanch there')
  await team.slack.as('stanch').joins('sales', 'noa')
  const { next: preview, errors } = await filled.submit()
  expect(errors).toEqual({})
  expect(seen(JSON.stringify(preview?.view))).toContain('Goes to: webhook crm, #support, and <#')
  expect(seen(JSON.stringify(preview?.view))).toContain('is asked to approve it')
  expect(seen(JSON.stringify(preview?.view))).toContain('hosts and addresses')

  const asked = await lastToldTo(team, 'ann')
  expect(asked).toContain('Orders')
  expect(asked).toContain('Not for customers')
  expect(await cardIn(team, channel)).toContain('a draft waits for approval')

  // The drafter's own word does not do; the approver is asked about what is marked.
  await noa.types('/incident customers', here)
  expect((await noa.form()).labels()).not.toContain('Approve and publish')
  await (await noa.form()).close(true)

  // Nor does the word of who has left the workspace: it says who is asked in vain, and what helps.
  const { people } = team.stanch().database
  const known = (await people.named('ann')) ?? expect.fail('nobody knows ann')
  await people.save([{ ...known, standing: 'bot' }])
  await noa.types('/incident customers', here)
  expect(seen(JSON.stringify((await noa.form()).view))).toContain('no longer in this workspace')
  await (await noa.form()).close(true)
  await people.save([known])
  await ann.presses('Approve', { in: 'dm' })
  const approval = await ann.form()
  const refused = await approval.submit()
  expect(seen(JSON.stringify(refused.next?.view))).toContain('what is not for them')
  await refused.next?.close(true)

  // Changed meanwhile: what ann has read is not what would go out.
  await ann.presses('Approve', { in: 'dm' })
  const old = await ann.form()
  await noa.types('/incident customers', here)
  await (await noa.form()).press('Edit')
  const again = await noa.form()
  const fewer = { 'What customers read (English)': 'Orders fail since 14:00.', 'Slack channels': ['support'] }
  await (await again.fill(fewer)).submit()
  await team.settle()
  const stale = await (await old.fill({ 'This may stand nevertheless': ['people', 'hosts and addresses'] })).submit()
  const conflict = seen(JSON.stringify(stale.next?.view))
  expect(conflict).toContain('changed the draft after you had read it')
  expect(conflict).toContain('now it is Orders fail since 14:00.')
  expect(conflict).toMatch(/Goes to: it was .*, now it is webhook crm and #support/)
  await stale.next?.close(true)
  // The message about the older wording asks for nothing any more: only the newer one does.
  const toldAnn = async () => (await team.slack.direct('ann')).map((message) => seen(wordsIn(message)))
  const asks = (await toldAnn()).filter((words) => words.includes('Approve'))
  expect(asks).toHaveLength(1)
  expect(asks[0]).toContain('since 14:00')
  expect((await toldAnn()).join('\n')).toContain('has changed this draft since')
  expect(receiver.heard).toEqual([])

  await ann.presses('Approve', { in: 'dm' })
  const marked = await ann.form()
  // Unticked it is refused beside the boxes, and the form stays to tick one.
  const unticked = await marked.submit()
  expect(seen(JSON.stringify(unticked.errors))).toContain('people')
  const approved = await (await marked.fill({ 'This may stand nevertheless': ['people'] })).submit()
  expect(seen(JSON.stringify(approved.next?.view))).toContain('It is on its way to: webhook crm and #support')
  await approved.next?.close(true)
  await team.settle()
  expect((await toldAnn()).filter((words) => words.includes('Approve'))).toEqual([])
  expect((await toldAnn()).join('\n')).toContain('approved this')
  expect(await lastToldTo(team, 'noa')).toContain('is approved by')

  await team.slack.until(async () => receiver.heard.length === 2, { what: 'the second try of the webhook' })
  await team.settle()
  expect(new Set(receiver.heard.map(({ headers }) => headers['stanch-delivery'])).size).toBe(1)
  expect(await cardIn(team, channel)).toMatch(/Customers: told .*\(webhook crm and #support\)/)
  const postsThere = async () =>
    (await team.slack.messages('support')).filter((one) => !wordsIn(one).includes('has joined'))
  const [post, ...others] = await postsThere()
  expect(seen(post && wordsIn(post))).toContain('Orders &lt;!channel&gt; fail')
  expect(others).toEqual([])

  // What was promised is kept like any due time, and the next word stands under the first.
  team.later(46 * 60_000)
  await team.settle()
  expect(await cardIn(team, channel)).toContain('overdue since')
  await ann.types('/incident customers', here)
  const second = await ann.form()
  const solved = await second.fill({ 'Where it stands': 'Resolved' })
  expect(solved.value('What customers read (English)')).toMatchObject({ value: expect.stringContaining('solved') })
  await (await solved.fill({ 'They hear more by (14:05, or 30 min)': '' })).submit()
  await team.settle()
  const closing = await ann.form()
  // Nobody leads: ann holds comms and drafted it, so nobody else could approve. It keeps the title that customers know.
  const done = await (await closing.fill({ 'This may stand nevertheless': ['people'] })).submit()
  expect(seen(JSON.stringify(done.next?.view))).toContain('approved. It is on its way')
  await team.settle()
  const [root] = await postsThere()
  expect(seen(root && wordsIn(root))).toContain('Resolved')
  expect(await postsThere()).toHaveLength(1)
  expect(await team.slack.thread('support', root?.ts ?? '')).toHaveLength(2)
  const timeline = seen((await noa.types('/incident timeline', here)).text)
  expect(timeline).toContain('Drafted and approved by')
})
