import { once } from 'node:events'
import { createServer as createHttpServer, type ServerResponse } from 'node:http'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { Sql } from 'postgres'
import type { Slack } from '../../sandbox/client.ts'
import type { How } from '../../sandbox/faults.ts'
import type { Sandbox } from '../../sandbox/start.ts'
import type { Received, Witness } from './witness.ts'

/** Who is told in a channel of choice, by webhook and by letter. */
export type Receivers = {
  /** What a bot must be set to so that it tells them. */
  readonly settings: Readonly<Record<string, string>>
  /** Makes the channel with the bot in it: before the bot starts, which looks its channels up once. */
  openChannel(slack: Slack): Promise<void>
  /** One reader by letter; when the database has its schema. */
  subscribe(sql: Sql): Promise<void>
  close(): Promise<void>
}

type Parts = Pick<Sandbox, 'faults' | 'calls'>

/** What the bot sends there is a call like those to Slack: it stands among them, and the same faults meet it. */
export const openReceivers = async (parts: Parts, witness: Witness): Promise<Receivers> => {
  const take = async (received: Received, answer: (how: How | undefined) => void): Promise<void> => {
    const { way, id } = received
    const call = parts.calls.begin(way, { id }, 'bot')
    const fault = parts.faults.take(way, { id })
    if (fault?.when !== 'before') witness.received.push(received)
    parts.calls.end(call, fault?.how === 'hang' ? 'hanging' : fault === undefined ? 'ok' : 'failed')
    answer(fault?.how)
  }

  const web = createHttpServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const content = Buffer.concat(pieces).toString()
      const id = String(request.headers['stanch-delivery'])
      void take({ way: 'webhook', id, content }, (how) => answerWeb(response, how))
    })
  })
  const post = createServer((socket) =>
    converse(socket, (content, answer) => {
      const id = /^message-id: *(\S+)/im.exec(content)?.[1] ?? 'none'
      void take({ way: 'letter', id, content }, answer)
    }),
  )
  const [webPort, postPort] = await Promise.all([web, post].map(listening))
  const lines = new Set<Socket>()
  for (const server of [web, post])
    server.on('connection', (line) => lines.add(line.once('close', () => lines.delete(line))))

  return {
    settings: {
      CUSTOMER_CHANNELS: 'support',
      WEBHOOKS: `crm http://127.0.0.1:${webPort}/in a-secret-of-some-length`,
      STATUS_PORT: '0',
      PUBLIC_URL: 'https://status.faults.test/',
      SMTP_URL: `smtp://127.0.0.1:${postPort}`,
      EMAIL_FROM: 'status@faults.test',
    },
    async openChannel(slack) {
      await slack.as('noa').creates('support')
      await slack.as('stanch').joins('support', 'noa')
    },
    async subscribe(sql) {
      await sql`
        insert into subscribers (id, address, known_as, audience, language, confirmed_at)
        values ('reader', 'reader@example.com', 'reader@example.com', 'public', 'en', now())`
    },
    async close() {
      for (const line of lines) line.destroy()
      await Promise.all([web, post].map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // An address of TCP is an object.
  return (server.address() as AddressInfo).port
}

/** A page of HTML comes from something that stands in front of the receiver, and says that it is away. */
const answerWeb = (response: ServerResponse, how: How | undefined): void => {
  if (how === 'hang') return
  if (how === 'drop') return void response.socket?.destroy()
  if (how === 'html') return void response.writeHead(502).end('<h1>Bad gateway</h1>')
  if (how !== undefined && 'status' in how) return void response.writeHead(how.status, how.headers).end()
  response.end()
}

/** Takes every letter (RFC 5321), and hands it on with the way to answer its end. */
const converse = (line: Socket, onLetter: (content: string, answer: (how: How | undefined) => void) => void): void => {
  const say = (words: string): void => void line.write(`${words}\r\n`)
  const answer = (how: How | undefined): void => {
    if (how === 'hang') return
    if (how === 'drop') return void line.destroy()
    if (how === 'html') return say('<!doctype html><title>Bad gateway</title>')
    say(how === undefined ? '250 taken' : '451 4.3.0 not now')
  }
  let letter: string[] | undefined
  say('220 faults.test')
  const lines = createInterface({ input: line })
  // A bot that dies breaks its line.
  for (const one of [line, lines]) one.on('error', () => line.destroy())
  lines.on('line', (words) => {
    if (letter !== undefined && words !== '.') letter.push(words)
    else if (letter !== undefined) {
      onLetter(letter.join('\n'), answer)
      letter = undefined
    } else if (/^DATA/i.test(words)) {
      letter = []
      say('354 go on')
    } else if (/^QUIT/i.test(words)) line.end('221 bye\r\n')
    else say('250 fine')
  })
}
