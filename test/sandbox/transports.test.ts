import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, wordsIn } from '../../sandbox/client.ts'
import type { Slack } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/start.ts'
import type { Sandbox } from '../../sandbox/start.ts'
import { card, echoByHttp, echoBySocket } from './echo-app.ts'
import type { Echo } from './echo-app.ts'

describe.each([
  ['a socket', echoBySocket],
  ['signed HTTP', echoByHttp],
])('a real Bolt app over %s', (_name, start) => {
  let sandbox: Sandbox
  let echo: Echo
  let slack: Slack

  beforeEach(async () => {
    sandbox = await startSandbox({ manifest: null })
    echo = await start(sandbox)
    slack = connect(sandbox.url)
  })

  afterEach(async () => {
    await echo.stop()
    await sandbox.stop()
  })

  it('answers a slash command with what its ack says, to the one who typed it alone', async () => {
    const noa = slack.as('noa')
    const outcome = await noa.types('/echo hello', { in: 'general' })
    expect(outcome).toMatchObject({ ok: true, text: 'you said hello', ephemeral: true })
    expect(await noa.ephemerals()).toMatchObject([{ text: 'you said hello', from: 'ack' }])
    expect(await slack.messages('general')).toEqual([])
  })

  it('escapes people, channels and mark-up in a command as Slack does', async () => {
    const { text } = await slack.as('noa').types('/echo @ann <!channel> & #incidents', { in: 'general' })
    expect(text).toBe('you said <@U0ANN|ann> &lt;!channel&gt; &amp; <#C0INCIDENTS|incidents>')
  })

  it('shows what response_url brings later', async () => {
    const noa = slack.as('noa')
    await noa.types('/echo later', { in: 'general' })
    const seen = await slack.until(async () => (await noa.ephemerals()).find((one) => one.text === 'later'))
    expect(seen.from).toBe('response_url')
  })

  it('opens a form by trigger id, shows errors under their labels, and closes it', async () => {
    const noa = slack.as('noa')
    await noa.types('/echo form', { in: 'general' })
    const form = await noa.form()
    expect(form.title).toBe('Echo')
    expect((await form.submit()).errors).toEqual({ Title: 'Please complete this required field.' })
    expect((await (await form.fill({ Title: 'wrong' })).submit()).errors).toEqual({ Title: 'Not that one.' })
    const done = await (await form.fill({ Title: 'right', Severity: 'sev2' })).submit()
    expect(done).toMatchObject({ ok: true, errors: {}, next: undefined })
    const submission = echo.bodies.findLast((body) => body['type'] === 'view_submission')
    expect(submission).toMatchObject({
      view: {
        private_metadata: 'kept',
        state: {
          values: {
            title: { title: { value: 'right' } },
            severity: { severity: { selected_option: { value: 'sev2' } } },
          },
        },
      },
      user: { id: 'U0NOA', username: 'noa', team_id: 'T0STANCH' },
    })
  })

  it('stacks, replaces and clears forms as the ack says, and tells of a closed one', async () => {
    const noa = slack.as('noa')
    await noa.types('/echo form', { in: 'general' })
    const first = await noa.form()
    const second = (await (await first.fill({ Title: 'more' })).submit()).next
    expect(second?.view.root_view_id).toBe(first.view.id)
    await second?.close()
    expect(echo.bodies.at(-1)).toMatchObject({ type: 'view_closed', is_cleared: false })
    const updated = (await (await first.fill({ Title: 'update' })).submit()).next
    expect(updated?.title).toBe('Updated')
    expect(updated?.view.id).toBe(first.view.id)
    await (await first.fill({ Title: 'clear' })).submit()
    expect(await noa.forms()).toEqual([])
  })

  it('presses a button by its label and replaces the message through response_url', async () => {
    await echo.app.client.chat.postMessage({ channel: 'C0INCIDENTS', text: 'A card', blocks: card })
    const outcome = await slack.as('ann').presses('Join', { in: 'incidents' })
    expect(outcome.ok).toBe(true)
    await slack.until(async () => (await slack.ephemerals('ann')).some((one) => one.text === 'joined'))
    const pressed = echo.bodies.findLast((body) => body['type'] === 'block_actions')
    expect(pressed).toMatchObject({
      container: { type: 'message', is_ephemeral: false },
      channel: { id: 'C0INCIDENTS', name: 'incidents' },
      actions: [{ action_id: 'join', block_id: 'row', value: 'v1' }],
      message: { text: 'A card' },
    })
    await slack.as('ann').presses('Replace', { in: 'incidents' })
    await slack.until(async () => (await slack.messages('incidents')).some((one) => wordsIn(one) === 'replaced'))
  })

  it('presses a button in a message that one person alone sees, which the payload does not repeat', async () => {
    await slack.as('ann').types('/echo card', { in: 'general' })
    await slack.as('ann').presses('Replace', { in: 'general' })
    await slack.until(async () => (await slack.ephemerals('ann')).some((one) => one.text === 'replaced'))
    const pressed = echo.bodies.findLast((body) => body['type'] === 'block_actions')
    expect(pressed).toMatchObject({ container: { is_ephemeral: true } })
    expect(pressed).not.toHaveProperty('message')
  })

  it('runs shortcuts from anywhere', async () => {
    await slack.as('layla').runsShortcut('open_form')
    expect((await slack.as('layla').form()).title).toBe('Short')
  })

  it('tells the app what happens in its channels and nothing of others', async () => {
    const noa = slack.as('noa')
    await noa.says('unheard', { in: 'random' })
    const ts = await noa.says('hello', { in: 'incidents' })
    await noa.edits(ts, 'hello!', { in: 'incidents' })
    await noa.reacts('pushpin', ts, { in: 'incidents' })
    await noa.says('a reply', { in: 'incidents', thread: ts })
    await noa.uploads('graph.png', 'image/png', { in: 'incidents', text: 'look' })
    await noa.unreacts('pushpin', ts, { in: 'incidents' })
    await noa.deletes(ts, { in: 'incidents' })
    await slack.until(() => echo.heard.length >= 7)
    expect(echo.heard.toSorted()).toEqual(
      [
        'message',
        'message',
        'message.file_share',
        'message.message_changed',
        'message.message_changed',
        'reaction_added',
        'reaction_removed',
      ].toSorted(),
    )
  })

  it('delivers the same event twice, or events in another order, when told to', async () => {
    const noa = slack.as('noa')
    await slack.rig.holdEvents()
    await noa.says('one', { in: 'incidents' })
    await noa.says('two', { in: 'incidents' })
    await slack.rig.releaseEvents('reversed')
    await slack.until(() => echo.bodies.length === 2)
    expect(echo.bodies).toMatchObject([{ event: { text: 'two' } }, { event: { text: 'one' } }])
    const [last] = (await slack.rig.deliveries()).slice(-1)
    await slack.rig.deliverAgain(last?.id ?? '')
    await slack.until(() => echo.bodies.length === 3)
    expect(echo.bodies[2]).toEqual(echo.bodies[1])
  })
})
