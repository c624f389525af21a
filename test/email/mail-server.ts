import { once } from 'node:events'
import { createServer, connect, type Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

/** A letter as the server took it. */
export type Taken = { readonly to: readonly string[]; readonly raw: string }

/** How the server answers: nothing, or a refusal with its reply code. */
type Answer = (to: string) => { readonly code: number; readonly words: string } | undefined

/** A real SMTP server of this test's own, that can be told to misbehave. */
export type MailServer = {
  readonly url: string
  readonly taken: readonly Taken[]
  /** How often it has refused, at RCPT TO or at the end of DATA. */
  readonly refused: () => number
  /** At RCPT TO, and at the end of DATA. */
  refuse(at: { readonly recipient?: Answer; readonly letter?: Answer }): void
  /** Takes the next letter, and breaks the connection before it says so. */
  breakAfterData(): void
  /** Nobody listens any more. */
  down(): Promise<void>
  /** Somebody does again. */
  up(): Promise<void>
}

/** Takes letters with the name `stanch` and the password `hunter2`. */
export const startMailServer = async (): Promise<MailServer> => {
  const taken: Taken[] = []
  let recipient = welcome
  let letter = welcome
  let breaks = false
  let refusals = 0
  const refusing = (answer: ReturnType<Answer>) => {
    if (answer !== undefined) refusals += 1
    return refusalOf(answer)
  }
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authMethods: ['PLAIN'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'stanch' && password === 'hunter2'
        ? done(null, { user: username })
        : done(Object.assign(new Error('Who are you?'), { responseCode: 535 })),
    onRcptTo: ({ address }, _session, done) => done(refusing(recipient(address))),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        const refused = refusing(letter(to[0] ?? ''))
        if (refused === null) taken.push({ to, raw: Buffer.concat(chunks).toString('utf8') })
        if (!breaks) return done(refused)
        breaks = false
        for (const socket of lines) socket.destroy()
      })
    },
  })
  server.on('error', () => undefined)
  const inside = server.listen(0, '127.0.0.1')
  await once(inside, 'listening')
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))

  // In front of it a line that can be cut: the library itself always says something before it closes.
  const lines = new Set<Socket>()
  const front = createServer((client) => {
    const behind = connect(portOf(inside), '127.0.0.1')
    for (const [from, to] of [
      [client, behind],
      [behind, client],
    ] as const) {
      lines.add(from)
      from.on('close', () => to.destroy())
      from.on('error', () => to.destroy())
      from.pipe(to)
    }
  })
  front.listen(0, '127.0.0.1')
  await once(front, 'listening')
  const port = portOf(front)
  const down = async (): Promise<void> => {
    for (const socket of lines) socket.destroy()
    if (!front.listening) return
    front.close()
    await once(front, 'close')
  }
  onTestFinished(down)
  return {
    url: `smtp://stanch:hunter2@127.0.0.1:${port}`,
    taken,
    refused: () => refusals,
    refuse: (at) => {
      recipient = at.recipient ?? welcome
      letter = at.letter ?? welcome
    },
    breakAfterData: () => {
      breaks = true
    },
    down,
    up: async () => {
      front.listen(port, '127.0.0.1')
      await once(front, 'listening')
    },
  }
}

const welcome: Answer = () => undefined

const refusalOf = (answer: ReturnType<Answer>): Error | null =>
  answer === undefined ? null : Object.assign(new Error(answer.words), { responseCode: answer.code })

const portOf = (server: { address(): unknown }): number => {
  const address = server.address()
  if (typeof address !== 'object' || address === null || !('port' in address)) throw new Error('It does not listen')
  return Number(address.port)
}
