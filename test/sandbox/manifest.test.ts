import { afterEach, beforeEach, expect, it } from 'vitest'
import { connect } from '../../sandbox/client.ts'
import type { Slack } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/start.ts'
import type { Sandbox } from '../../sandbox/start.ts'
import { echoBySocket } from './echo-app.ts'
import type { Echo } from './echo-app.ts'

let sandbox: Sandbox
let slack: Slack
let echo: Echo

beforeEach(async () => {
  sandbox = await startSandbox({
    manifest: {
      features: {
        slash_commands: [{ command: '/echo', description: 'Says it again' }],
        shortcuts: [
          { name: 'Open a form', type: 'global', callback_id: 'open_form', description: '' },
          { name: 'Keep this', type: 'message', callback_id: 'open_form', description: '' },
        ],
      },
      oauth_config: { scopes: { bot: ['commands', 'chat:write', 'channels:history', 'reactions:read'] } },
      settings: { event_subscriptions: { bot_events: ['message.channels', 'pin_added'] } },
    },
  })
  slack = connect(sandbox.url)
  echo = await echoBySocket(sandbox)
})

afterEach(async () => {
  await echo.stop()
  await sandbox.stop()
})

it('only what the app subscribed to and may read is delivered', async () => {
  const noa = slack.as('noa')
  await noa.says('in a direct message', { in: 'dm' })
  const ts = await noa.says('hello', { in: 'incidents' })
  await noa.reacts('eyes', ts, { in: 'incidents' })
  await noa.pins(ts, { in: 'incidents' })
  await noa.says('bye', { in: 'incidents' })
  await slack.until(() => echo.heard.length === 2)
  expect(echo.heard).toEqual(['message', 'message'])
})

it('a command is escaped only where it asks to be, and others are unknown', async () => {
  const noa = slack.as('noa')
  expect(await noa.types('/echo @ann <b>', { in: 'general' })).toMatchObject({ text: 'you said @ann <b>' })
  expect(await noa.types('/other', { in: 'general' })).toMatchObject({ error: 'unknown_command' })
})

it('shortcuts run by the names that people see', async () => {
  const ann = slack.as('ann')
  await ann.runsShortcut('Open a form')
  await (await ann.form()).close()
  const ts = await slack.as('noa').says('remember this', { in: 'random' })
  await ann.runsMessageShortcut('Keep this', ts, { in: 'random' })
  await ann.form()
  expect(echo.bodies.at(-1)).toMatchObject({
    type: 'message_action',
    message: { text: 'remember this', user: 'U0NOA' },
    channel: { id: 'C0RANDOM', name: 'random' },
    user: { id: 'U0ANN' },
  })
  await expect(ann.runsShortcut('Keep this')).rejects.toThrow('no global shortcut called Keep this')
})
