import { App, HTTPReceiver } from '@slack/bolt'
import postgres from 'postgres'

/**
 * What Stanch is measured against: the smallest program on Bolt that stores one row before it acknowledges and then
 * makes the same calls, as deep in sequence: create; invite, card, announcement, topic, purpose and the private answer
 * side by side; pin and the first words in the card's thread. It keeps no promise at all: a fault loses whatever it was
 * doing. A message is stored after Bolt has acknowledged it, for Bolt does so before any listener runs.
 */
export const runYardstick = async (): Promise<void> => {
  const env = process.env
  const sql = postgres(env['DATABASE_URL'] ?? '', { max: 10, fetch_types: false, onnotice: () => undefined })
  await sql`create table rows (id bigint generated always as identity primary key, row json not null)`

  const http = env['SLACK_SIGNING_SECRET'] !== undefined
  const port = Number(env['PORT'])
  const clientOptions = { slackApiUrl: env['SLACK_API_URL'] ?? '' }
  const app = new App({
    token: env['SLACK_BOT_TOKEN'] ?? '',
    clientOptions,
    ...(http
      ? { receiver: new HTTPReceiver({ signingSecret: env['SLACK_SIGNING_SECRET'] ?? '', port }) }
      : { socketMode: true, appToken: env['SLACK_APP_TOKEN'] ?? '' }),
  })
  const { client } = app
  const announcements = await channelNamed(client, 'incidents')

  app.command(/^/, async ({ body, ack, respond }) => {
    const title = body.text.replace(/^declare \S+ /, '')
    const [row] = await sql<
      { id: number }[]
    >`insert into rows (row) values (${JSON.stringify(body)}::json) returning id`
    await ack(`Declared: ${title}`)
    const name = `inc-${row?.id}-${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`.slice(0, 80)
    const { channel: made } = await client.conversations.create({ name })
    const channel = made?.id ?? ''
    const [, card] = await Promise.all([
      client.conversations.invite({ channel, users: body.user_id }),
      client.chat.postMessage({ channel, text: title, blocks: blocksOf(title) }),
      client.chat.postMessage({ channel: announcements, text: title, blocks: blocksOf(title) }),
      client.conversations.setTopic({ channel, topic: title }),
      client.conversations.setPurpose({ channel, purpose: title }),
      respond(`<#${channel}> is open`),
    ])
    await Promise.all([
      client.pins.add({ channel, timestamp: card.ts ?? '' }),
      client.chat.postMessage({ channel, thread_ts: card.ts ?? '', text: 'Nobody leads yet' }),
    ])
  })

  app.message(async ({ message }) => {
    await sql`insert into rows (row) values (${JSON.stringify(message)}::json)`
  })

  await app.start(port)
  console.log('started')
  process.once('SIGTERM', () => process.exit(0))
}

function blocksOf(title: string) {
  const text = { type: 'mrkdwn' as const, text: title }
  const button = { type: 'button' as const, action_id: 'join', text: { type: 'plain_text' as const, text: 'Join' } }
  return [
    { type: 'section' as const, text },
    { type: 'actions' as const, elements: [button] },
  ]
}

async function channelNamed(client: App['client'], name: string): Promise<string> {
  const { channels = [] } = await client.users.conversations({ limit: 200 })
  return channels.find((channel) => channel.name === name)?.id ?? ''
}
