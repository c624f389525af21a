import { WebClient, WebAPIPlatformError } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { methods } from '../../sandbox/api/methods.ts'
import { connect } from '../../sandbox/client.ts'
import type { Slack } from '../../sandbox/client.ts'
import { everyAppScope, everyScope } from '../../sandbox/scopes.ts'
import { startSandbox } from '../../sandbox/start.ts'
import type { Sandbox } from '../../sandbox/start.ts'

let sandbox: Sandbox
let slack: Slack
let web: WebClient

beforeEach(async () => {
  sandbox = await startSandbox({ manifest: null })
  slack = connect(sandbox.url)
  web = client('xoxb-test')
})

afterEach(async () => {
  await sandbox.stop()
})

const client = (token: string | undefined): WebClient =>
  new WebClient(token, { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } })

/** The error word of a call that must be refused, and all else the answer holds. */
const refusal = async (call: Promise<unknown>): Promise<Record<string, unknown> & { error: string }> => {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(outcome instanceof WebAPIPlatformError)) throw new Error(`not refused: ${String(outcome)}`)
  return { ...outcome.data }
}

const error = async (call: Promise<unknown>): Promise<string> => (await refusal(call)).error

describe('tokens and scopes', () => {
  it('are refused in Slack’s words', async () => {
    expect(await error(client(undefined).auth.test())).toBe('not_authed')
    expect(await error(client('nonsense').auth.test())).toBe('invalid_auth')
    expect(await error(client('xapp-1').auth.test())).toBe('not_allowed_token_type')
    await slack.rig.refuseToken('xoxb-test', 'token_revoked')
    expect(await error(web.auth.test())).toBe('token_revoked')
    await slack.rig.refuseToken('xoxb-test', null)
    expect((await web.auth.test()).user_id).toBe('U0STANCHBOT')
    expect(await error(web.apiCall('no.such'))).toBe('unknown_method')
  })

  it('name the scope that is missing and those there are', async () => {
    await slack.rig.grant(['chat:write', 'users:read'])
    const { response_metadata: _, ...told } = await refusal(web.pins.add({ channel: 'C0INCIDENTS', timestamp: '1.0' }))
    expect(told).toEqual({ ok: false, error: 'missing_scope', needed: 'pins:write', provided: 'chat:write,users:read' })
    expect((await web.users.info({ user: 'U0NOA' })).response_metadata?.scopes).toEqual(['chat:write', 'users:read'])
  })

  it('are all granted where there is no manifest', () => {
    const asked = [...methods.values()].flatMap((method) => method.scopes.slice(0, 1))
    expect(asked.filter((scope) => ![...everyScope, ...everyAppScope].includes(scope))).toEqual([])
  })
})

describe('people', () => {
  it('are listed page by page, without those of other organisations, with a locale only when asked for', async () => {
    const first = await web.users.list({ limit: 4 })
    const second = await web.users.list({ limit: 4, cursor: first.response_metadata?.next_cursor ?? '' })
    const members = [...(first.members ?? []), ...(second.members ?? [])]
    expect(first.members).toHaveLength(4)
    expect(second.response_metadata?.next_cursor).toBe('')
    expect(members.filter((one) => 'locale' in one)).toEqual([])
    const seen = members.map((one) => one.name)
    expect(seen).toEqual(['noa', 'layla', 'haruki', 'ann', 'maya', 'stanch', 'slackbot'])
    const { user } = await web.users.info({ user: 'U0HARUKI', include_locale: true })
    expect(user).toMatchObject({ locale: 'ja-JP', tz: 'Asia/Tokyo', tz_offset: 32_400 })
    expect((await web.users.info({ user: 'U0PIET', include_locale: true })).user).toMatchObject({
      is_stranger: true,
      team_id: 'T0NORTHWIND',
    })
    expect(await error(web.users.info({ user: 'U0NOBODY' }))).toBe('user_not_found')
  })
})

describe('channels', () => {
  it('are made once by a name, which an archived or private one holds too', async () => {
    const { channel } = await web.conversations.create({ name: 'inc-0001-checkout' })
    expect(channel).toMatchObject({ name: 'inc-0001-checkout', creator: 'U0STANCHBOT', is_member: true })
    expect(await error(web.conversations.create({ name: 'inc-0001-checkout' }))).toBe('name_taken')
    await web.conversations.archive({ channel: channel?.id ?? '' })
    expect(await error(web.conversations.create({ name: 'inc-0001-checkout' }))).toBe('name_taken')
    expect(await error(web.conversations.archive({ channel: channel?.id ?? '' }))).toBe('already_archived')
    expect(await error(web.chat.postMessage({ channel: channel?.id ?? '', text: 'hello' }))).toBe('is_archived')
  })

  it.each([
    ['', 'invalid_name_required'],
    ['x'.repeat(81), 'invalid_name_maxlength'],
    ['Checkout', 'invalid_name_specials'],
    ['check out', 'invalid_name_specials'],
    ['---', 'invalid_name_punctuation'],
  ])('are refused by the name %j', async (name, expected) => {
    expect(await error(web.conversations.create({ name }))).toBe(expected)
  })

  it('take people in, all or none without force', async () => {
    const channel = (await web.conversations.create({ name: 'war-room' })).channel?.id ?? ''
    expect(await error(web.conversations.invite({ channel, users: 'U0NOA,U0NOBODY' }))).toBe('user_not_found')
    expect(await slack.members('war-room')).toEqual(['stanch'])
    const forced = await web.conversations.invite({ channel, users: 'U0NOA,U0NOBODY', force: true })
    expect(forced).toMatchObject({ ok: true, errors: [{ user: 'U0NOBODY', error: 'user_not_found' }] })
    expect(await slack.members('war-room')).toEqual(['stanch', 'noa'])
    expect(await error(web.conversations.invite({ channel, users: 'U0NOA' }))).toBe('already_in_channel')
    expect(await error(web.conversations.invite({ channel, users: 'U0STANCHBOT' }))).toBe('cant_invite_self')
  })

  it('keep a topic of 250 characters and no more', async () => {
    await web.conversations.setTopic({ channel: 'C0INCIDENTS', topic: 'א'.repeat(250) })
    expect(await slack.topic('incidents')).toHaveLength(250)
    expect(await error(web.conversations.setTopic({ channel: 'C0INCIDENTS', topic: 'x'.repeat(251) }))).toBe('too_long')
  })

  it('are listed to the bot as its own, with creator and time', async () => {
    const { channels } = await web.users.conversations({ types: 'public_channel,private_channel' })
    expect(channels).toMatchObject([{ name: 'incidents', creator: 'U0NOA' }])
    expect(await error(web.conversations.history({ channel: 'C0GENERAL' }))).toBe('not_in_channel')
    expect(await error(web.conversations.history({ channel: 'C0NOWHERE' }))).toBe('channel_not_found')
  })
})

describe('messages', () => {
  const channel = 'C0INCIDENTS'

  it('are refused for what Slack refuses, with the reason', async () => {
    expect(await error(web.chat.postMessage({ channel: 'C0GENERAL', text: 'hello' }))).toBe('not_in_channel')
    const long = { type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }
    const told = await refusal(web.chat.postMessage({ channel, text: 'x', blocks: [long] }))
    expect(told).toMatchObject({ error: 'invalid_blocks' })
    expect(JSON.stringify(told['response_metadata'])).toContain('/blocks/0/text/text')
    const full = Array.from({ length: 5 }, () => ({
      type: 'section',
      text: { type: 'mrkdwn', text: 'x'.repeat(2700) },
    }))
    expect(await error(web.chat.postMessage({ channel, text: 'x', blocks: full }))).toBe('msg_blocks_too_long')
  })

  it('are changed and deleted by their author alone', async () => {
    const ts = (await web.chat.postMessage({ channel, text: 'one' })).ts ?? ''
    await web.chat.update({ channel, ts, text: 'two' })
    expect((await slack.messages('incidents')).at(-1)).toMatchObject({ text: 'two', bot_id: 'B0STANCH' })
    expect(await error(web.chat.update({ channel, ts, text: 'x'.repeat(4001) }))).toBe('msg_too_long')
    const noas = await slack.as('noa').says('mine', { in: 'incidents' })
    expect(await error(web.chat.update({ channel, ts: noas, text: 'yours' }))).toBe('cant_update_message')
    expect(await error(web.chat.delete({ channel, ts: '1.000000' }))).toBe('message_not_found')
  })

  it('are pinned once', async () => {
    const timestamp = (await web.chat.postMessage({ channel, text: 'card' })).ts ?? ''
    await web.pins.add({ channel, timestamp })
    expect(await error(web.pins.add({ channel, timestamp }))).toBe('already_pinned')
    expect((await slack.pins('incidents')).map((one) => one.text)).toEqual(['card'])
  })

  it('seen by one person alone need that person in the channel', async () => {
    const said = { channel, user: 'U0PIET', text: 'psst' }
    expect(await error(web.chat.postEphemeral(said))).toBe('user_not_in_channel')
    await web.chat.postEphemeral({ ...said, user: 'U0ANN' })
    expect(await slack.ephemerals('ann')).toMatchObject([{ text: 'psst', from: 'postEphemeral' }])
    expect(await slack.messages('incidents')).toEqual([])
  })

  it('come back from history newest first, page by page, with metadata only when asked for', async () => {
    const metadata = { event_type: 'mark', event_payload: { n: 1 } }
    for (const text of ['a', 'b', 'c']) await web.chat.postMessage({ channel, text, metadata })
    const first = await web.conversations.history({ channel, limit: 2, include_all_metadata: true })
    expect(first.messages?.map((one) => one.text)).toEqual(['c', 'b'])
    expect(first.messages?.[0]?.metadata).toEqual(metadata)
    const cursor = first.response_metadata?.next_cursor ?? ''
    const second = await web.conversations.history({ channel, limit: 2, cursor })
    expect(second.messages?.map((one) => [one.text, one.metadata])).toEqual([['a', undefined]])
    expect(second.has_more).toBe(false)
  })

  it('have threads, whose replies history leaves out unless they were shown in the channel', async () => {
    const ts = (await web.chat.postMessage({ channel, text: 'root' })).ts ?? ''
    await web.chat.postMessage({ channel, text: 'aside', thread_ts: ts })
    await web.chat.postMessage({ channel, text: 'for all', thread_ts: ts, reply_broadcast: true })
    const history = await web.conversations.history({ channel })
    expect(history.messages?.map((one) => one.text)).toEqual(['for all', 'root'])
    const replies = await web.conversations.replies({ channel, ts })
    expect(replies.messages?.map((one) => one.text)).toEqual(['root', 'aside', 'for all'])
    expect(replies.messages?.[0]).toMatchObject({ reply_count: 2 })
  })

  it('carry files that came in two steps', async () => {
    await web.filesUploadV2({
      channel_id: channel,
      filename: 'postmortem.md',
      content: '# It broke',
      initial_comment: 'here',
    })
    const [message] = await slack.messages('incidents')
    expect(message).toMatchObject({ text: 'here', files: [{ name: 'postmortem.md', mimetype: 'text/markdown' }] })
    const response = await fetch(message?.files?.[0]?.permalink ?? '')
    expect(await response.text()).toBe('# It broke')
  })
})

describe('forms', () => {
  const view = {
    type: 'modal' as const,
    title: { type: 'plain_text' as const, text: 'A form' },
    blocks: [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'x' } }],
  }

  it('open once for each trigger id, while it is young', async () => {
    const trigger = sandbox.triggers.issue('U0NOA')
    await web.views.open({ trigger_id: trigger, view })
    expect(await error(web.views.open({ trigger_id: trigger, view }))).toBe('exchanged_trigger_id')
    expect(await error(web.views.open({ trigger_id: 'made-up', view }))).toBe('invalid_trigger_id')
  })

  it('do not open four seconds late', async () => {
    const trigger = sandbox.triggers.issue('U0NOA')
    await slack.rig.fault({ method: 'views.open', times: 1, how: { delayMs: 3050 } })
    expect(await error(web.views.open({ trigger_id: trigger, view }))).toBe('expired_trigger_id')
  })

  it('change only by the hash that was seen last', async () => {
    const opened = (await web.views.open({ trigger_id: sandbox.triggers.issue('U0NOA'), view })).view
    const first = { view_id: opened?.id ?? '', hash: opened?.hash ?? '', view }
    const second = (await web.views.update(first)).view
    expect(second?.hash).not.toBe(opened?.hash)
    expect(await error(web.views.update(first))).toBe('hash_conflict')
    await slack
      .as('noa')
      .form()
      .then((form) => form.close())
    expect(await error(web.views.update({ view_id: opened?.id ?? '', view }))).toBe('not_found')
  })

  it('lie three on top of each other, not four', async () => {
    await web.views.open({ trigger_id: sandbox.triggers.issue('U0NOA'), view })
    await web.views.push({ trigger_id: sandbox.triggers.issue('U0NOA'), view })
    await web.views.push({ trigger_id: sandbox.triggers.issue('U0NOA'), view })
    const fourth = web.views.push({ trigger_id: sandbox.triggers.issue('U0NOA'), view })
    expect(await error(fourth)).toBe('push_limit_reached')
  })
})
