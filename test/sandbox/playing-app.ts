import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebClient } from '@slack/web-api'
import type { ModalView } from '@slack/types'
import { onTestFinished } from 'vitest'
import type { Slack } from '../../sandbox/client.ts'
import type { Sandbox } from '../../sandbox/start.ts'

const field = (name: string): ModalView['blocks'][number] => ({
  type: 'input',
  block_id: name,
  optional: name !== 'fix',
  label: { type: 'plain_text', text: name },
  element: { type: 'plain_text_input', action_id: name },
})

const form: ModalView = {
  type: 'modal',
  callback_id: 'resolve',
  title: { type: 'plain_text', text: 'Resolve' },
  submit: { type: 'plain_text', text: 'Resolve' },
  blocks: ['fix', 'verified', 'canReturn', 'thanks'].map(field),
}

/** An app that does just what a play must find, over HTTP; `typed` holds the commands it was given. */
export type PlayingApp = {
  readonly typed: string[]
  /** What was handed in, by field. */
  readonly answers: Record<string, string | null | undefined>
  /** Has everything delivered to it again. */
  readonly connect: () => Promise<void>
}

/** Starts that app beside a sandbox without a manifest; it ends with the test. */
export const startPlayingApp = async (sandbox: Sandbox, slack: Slack): Promise<PlayingApp> => {
  const web = new WebClient('xoxb-test', { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } })
  const typed: string[] = []
  const answers: Record<string, string | null | undefined> = {}
  const take = async (body: URLSearchParams): Promise<void> => {
    const text = body.get('text') ?? ''
    const word = text.split(' ')[0] ?? ''
    if (body.has('command')) typed.push(text)
    if (word === 'declare') {
      const { channel } = await web.conversations.create({ name: `inc-${typed.length}` })
      await web.conversations.invite({ channel: channel?.id ?? '', users: body.get('user_id') ?? '' })
      await web.chat.postMessage({ channel: channel?.id ?? '', text })
    }
    if (word === 'resolve') await web.views.open({ trigger_id: body.get('trigger_id') ?? '', view: form })
    const payload = JSON.parse(body.get('payload') ?? '{}')
    for (const [name, held] of Object.entries(payload.view?.state.values ?? {})) {
      // What the form above holds in each of its fields.
      answers[name] = (held as Record<string, { value?: string | null }>)[name]?.value
    }
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    if (!String(request.headers['content-type']).includes('json')) {
      await take(new URLSearchParams(Buffer.concat(chunks).toString()))
    }
    response.writeHead(200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  // A listening TCP server's address is always of this kind.
  const { port } = server.address() as AddressInfo
  const connect = () => slack.rig.deliverTo({ url: `http://127.0.0.1:${port}/`, signingSecret: 's' })
  await connect()
  return { typed, answers, connect }
}
