import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connect } from '../../sandbox/client.ts'
import type { Slack } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/start.ts'
import type { Sandbox } from '../../sandbox/start.ts'

const channel = 'C0INCIDENTS'
let sandbox: Sandbox
let slack: Slack
let web: WebClient

beforeEach(async () => {
  sandbox = await startSandbox({ manifest: null })
  slack = connect(sandbox.url)
  web = new WebClient('xoxb-test', { slackApiUrl: sandbox.apiUrl })
  await slack.rig.holdEvents()
})

afterEach(async () => {
  await sandbox.stop()
})

/** The events that would have been sent, oldest first. */
const events = async (): Promise<unknown[]> => (await slack.rig.heldEvents()).map((parcel) => parcel.payload['event'])

it('the bot’s own post comes back with a bot id and without a subtype', async () => {
  await web.chat.postMessage({ channel, text: 'card' })
  const [event] = await events()
  expect(event).toMatchObject({ type: 'message', bot_id: 'B0STANCH', user: 'U0STANCHBOT', channel_type: 'channel' })
  expect(event).not.toHaveProperty('subtype')
})

it('an edit carries both versions and neither text nor user of its own', async () => {
  const ts = await slack.as('noa').says('befor', { in: 'incidents' })
  await slack.as('noa').edits(ts, 'before', { in: 'incidents' })
  const event = (await events())[1]
  expect(event).toMatchObject({
    subtype: 'message_changed',
    hidden: true,
    message: { text: 'before', ts, edited: { user: 'U0NOA' } },
    previous_message: { text: 'befor' },
  })
  expect(event).not.toHaveProperty('text')
  expect(event).not.toHaveProperty('user')
})

it('a deletion names the ts, but the root of a thread leaves a tombstone', async () => {
  const noa = slack.as('noa')
  const alone = await noa.says('alone', { in: 'incidents' })
  await noa.deletes(alone, { in: 'incidents' })
  const root = await noa.says('root', { in: 'incidents' })
  await noa.says('reply', { in: 'incidents', thread: root })
  await noa.deletes(root, { in: 'incidents' })
  const [, deleted, , , buried] = await events()
  expect(deleted).toMatchObject({ subtype: 'message_deleted', deleted_ts: alone, previous_message: { text: 'alone' } })
  expect(buried).toMatchObject({ subtype: 'message_changed', message: { subtype: 'tombstone', ts: root } })
})

it('a reply shown in the channel too brings its root along', async () => {
  const noa = slack.as('noa')
  const root = await noa.says('root', { in: 'incidents' })
  await noa.says('for all', { in: 'incidents', thread: root, broadcast: true })
  expect((await events())[1]).toMatchObject({ subtype: 'thread_broadcast', thread_ts: root, root: { text: 'root' } })
})

it('typed text is encoded as Slack encodes it', async () => {
  await slack.as('noa').says('@ann see #general & <!channel> @here https://example.com/a', { in: 'incidents' })
  expect((await events())[0]).toMatchObject({
    text: '<@U0ANN> see <#C0GENERAL|general> &amp; &lt;!channel&gt; <!here> <https://example.com/a>',
  })
})

it('a channel’s life is told to its members', async () => {
  const made = (await web.conversations.create({ name: 'inc-0002' })).channel?.id ?? ''
  await web.conversations.invite({ channel: made, users: 'U0NOA' })
  await web.conversations.setTopic({ channel: made, topic: 'hot' })
  await slack.as('noa').renames('inc-0002', 'inc-0002-checkout')
  await slack.as('noa').archives('inc-0002-checkout')
  const told = await events()
  expect(told).toMatchObject([
    { type: 'channel_created', channel: { name: 'inc-0002' } },
    { type: 'member_joined_channel', user: 'U0STANCHBOT', channel: made },
    { type: 'message', subtype: 'channel_join' },
    { type: 'member_joined_channel', user: 'U0NOA', inviter: 'U0STANCHBOT' },
    { type: 'message', subtype: 'channel_join' },
    { type: 'message', subtype: 'channel_topic', topic: 'hot' },
    { type: 'channel_rename', channel: { id: made, name: 'inc-0002-checkout' } },
    { type: 'message', subtype: 'channel_name', old_name: 'inc-0002' },
    { type: 'message', subtype: 'channel_archive' },
    { type: 'channel_archive', channel: made, user: 'U0NOA' },
  ])
  expect(await slack.members('inc-0002-checkout')).toEqual(['noa'])
})

it('pins name their channel channel_id, reactions name it in the item', async () => {
  const ts = await slack.as('noa').says('look', { in: 'incidents' })
  await slack.as('ann').pins(ts, { in: 'incidents' })
  await slack.as('ann').reacts(':eyes:', ts, { in: 'incidents' })
  expect((await events()).slice(1)).toMatchObject([
    { type: 'pin_added', channel_id: channel, item: { message: { ts } } },
    { type: 'reaction_added', reaction: 'eyes', item: { type: 'message', channel, ts }, item_user: 'U0NOA' },
  ])
})

it('people come, and change their names', async () => {
  await slack.addUser('omar', { real_name: 'Omar', tz: 'Africa/Cairo' })
  await slack.changeUser('ann', { real_name: 'Ann W.' })
  expect(await events()).toMatchObject([
    { type: 'team_join', user: { name: 'omar', tz: 'Africa/Cairo' } },
    { type: 'user_change', user: { id: 'U0ANN', real_name: 'Ann W.' } },
  ])
})
