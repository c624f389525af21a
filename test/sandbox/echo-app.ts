import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt'
import type { Receiver } from '@slack/bolt'
import type { Button, KnownBlock, ModalView, PlainTextOption } from '@slack/types'
import type { Sandbox } from '../../sandbox/start.ts'

/** An app that answers everything it hears, so that a test can see what came through. */
export interface Echo {
  app: App
  /** Types of the events heard, `message.<subtype>` for messages, in their order. */
  heard: string[]
  /** Bodies of interactions, commands and events, in their order. */
  bodies: Record<string, unknown>[]
  stop(): Promise<void>
}

const button = (text: string, id: string): Button => ({
  type: 'button',
  text: { type: 'plain_text', text },
  action_id: id,
  value: 'v1',
})

/** A form with a title, which must be given, and a severity, which may. */
export const form = (title: string): ModalView => ({
  type: 'modal',
  callback_id: 'echo_form',
  private_metadata: 'kept',
  notify_on_close: true,
  title: { type: 'plain_text', text: title },
  submit: { type: 'plain_text', text: 'Send' },
  blocks: [
    {
      type: 'input',
      block_id: 'title',
      label: { type: 'plain_text', text: 'Title' },
      element: { type: 'plain_text_input', action_id: 'title', max_length: 20 },
    },
    {
      type: 'input',
      block_id: 'severity',
      optional: true,
      label: { type: 'plain_text', text: 'Severity' },
      element: {
        type: 'static_select',
        action_id: 'severity',
        options: ['sev1', 'sev2'].map((name): PlainTextOption => ({
          text: { type: 'plain_text', text: name },
          value: name,
        })),
      },
    },
  ],
})

/** A message with three buttons: Join, Replace, Ask. */
export const card: KnownBlock[] = [
  { type: 'section', text: { type: 'mrkdwn', text: 'A card' } },
  {
    type: 'actions',
    block_id: 'row',
    elements: [button('Join', 'join'), button('Replace', 'replace'), button('Ask', 'ask')],
  },
]

const settings = (sandbox: Sandbox): { slackApiUrl: string; retryConfig: { retries: number } } => ({
  slackApiUrl: sandbox.apiUrl,
  retryConfig: { retries: 0 },
})

/** Starts the app with this receiver. */
const startEcho = async (sandbox: Sandbox, receiver: Receiver, path?: () => Promise<string>): Promise<Echo> => {
  const app = new App({
    token: 'xoxb-test',
    receiver,
    clientOptions: settings(sandbox),
    logLevel: LogLevel.ERROR,
    deferInitialization: true,
    convoStore: false,
  })
  const heard: string[] = []
  const bodies: Record<string, unknown>[] = []
  app.use(async ({ body, next }) => {
    bodies.push({ ...body })
    await next()
  })
  app.command('/echo', async ({ ack, command, client, respond }) => {
    if (command.text === 'silence') return
    if (command.text === 'form') {
      await ack()
      await client.views.open({ trigger_id: command.trigger_id, view: form('Echo') })
      return
    }
    if (command.text === 'card') {
      await ack({ text: 'card', blocks: card })
      return
    }
    if (command.text === 'later') {
      await ack()
      await respond('later')
      return
    }
    await ack(`you said ${command.text}`)
  })
  app.action('join', async ({ ack, respond }) => {
    await ack()
    await respond({ text: 'joined', replace_original: false })
  })
  app.action('replace', async ({ ack, respond }) => {
    await ack()
    await respond({ text: 'replaced', replace_original: true })
  })
  app.shortcut('open_form', async ({ ack, client, shortcut }) => {
    await ack()
    await client.views.open({ trigger_id: shortcut.trigger_id, view: form('Short') })
  })
  app.view('echo_form', async ({ ack, view }) => {
    const title = view.state.values['title']?.['title']?.value
    if (title === 'wrong') await ack({ response_action: 'errors', errors: { title: 'Not that one.' } })
    else if (title === 'more') await ack({ response_action: 'push', view: form('More') })
    else if (title === 'update') await ack({ response_action: 'update', view: form('Updated') })
    else if (title === 'clear') await ack({ response_action: 'clear' })
    else await ack()
  })
  app.view({ callback_id: 'echo_form', type: 'view_closed' }, async ({ ack }) => {
    await ack()
  })
  app.event(/.*/, async ({ event }) => {
    heard.push('subtype' in event && event.subtype !== undefined ? `${event.type}.${event.subtype}` : event.type)
  })
  await app.init()
  await app.start()
  if (path !== undefined) sandbox.delivery.deliverTo({ url: await path(), signingSecret: 'secret' })
  return {
    app,
    heard,
    bodies,
    stop: async () => {
      await app.stop()
    },
  }
}

/** The echo app over a socket. */
export const echoBySocket = async (sandbox: Sandbox): Promise<Echo> =>
  startEcho(
    sandbox,
    new SocketModeReceiver({
      appToken: 'xapp-test',
      logLevel: LogLevel.ERROR,
      installerOptions: { clientOptions: settings(sandbox) },
    }),
  )

/** The echo app over signed HTTP. */
export const echoByHttp = async (sandbox: Sandbox): Promise<Echo> => {
  const receiver = new HTTPReceiver({ signingSecret: 'secret', port: 0, logLevel: LogLevel.ERROR })
  return startEcho(sandbox, receiver, async () => {
    // The receiver keeps its server to itself; its port is known nowhere else.
    const { server } = receiver as unknown as { server: { address(): { port: number } } }
    return `http://127.0.0.1:${server.address().port}/slack/events`
  })
}
