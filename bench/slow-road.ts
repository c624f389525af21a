import { connect, createServer, type Socket } from 'node:net'
import { once } from 'node:events'

/** A road to PostgreSQL that counts what is asked on it, and on which every answer takes a while. */
export type SlowRoad = {
  /** The database's url, by this road. */
  readonly url: string
  /** When each statement was sent, in ms since 1970. */
  readonly statements: readonly number[]
  close(): Promise<void>
}

/** Delays each answer by `delayMs`, so that what waits for what can be told by the clock. */
export const openSlowRoad = async (databaseUrl: string, delayMs: number): Promise<SlowRoad> => {
  const target = new URL(databaseUrl)
  const statements: number[] = []
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const far = connect(Number(target.port || 5432), target.hostname)
    for (const socket of [client, far]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('close', () => sockets.delete(socket))
      // Either end may go first; then the other has nobody to talk to.
      socket.on('error', () => socket.destroy())
    }
    client.on('close', () => far.destroy())
    far.on('close', () => client.destroy())
    const count = statementCounter(() => statements.push(performance.timeOrigin + performance.now()))
    client.on('data', (bytes: Buffer) => {
      count(bytes)
      far.write(bytes)
    })
    far.on('data', (bytes: Buffer) => {
      setTimeout(() => client.destroyed || client.write(bytes), delayMs)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The slow road has no port')
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String(address.port)
  return {
    url: url.href,
    statements,
    close: async () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/**
 * Reads what a client sends: one message after another, each with a type and a length, but the first, which has no type
 * (postgresql.org/docs/current/protocol-message-formats.html). Execute and Query are statements.
 */
const statementCounter = (onStatement: () => void) => {
  let rest = Buffer.alloc(0)
  let isFirst = true
  return (bytes: Buffer): void => {
    rest = Buffer.concat([rest, bytes])
    for (;;) {
      const typeBytes = isFirst ? 0 : 1
      if (rest.length < typeBytes + 4) return
      const length = rest.readInt32BE(typeBytes) + typeBytes
      if (rest.length < length) return
      const type = isFirst ? '' : String.fromCharCode(rest[0] ?? 0)
      if (type === 'E' || type === 'Q') onStatement()
      rest = rest.subarray(length)
      isFirst = false
    }
  }
}
