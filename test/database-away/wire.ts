import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A line between a client and PostgreSQL that can be tampered with. */
type Wire = {
  /** The database's url by way of the line. */
  readonly url: string
  /**
   * The next thing that a client says, or the next with this word in it, is heard by PostgreSQL; its answer is lost,
   * and the connection with it.
   */
  loseAnswer(to?: string): void
  /** Of the client that says something with this word next, PostgreSQL hears nothing more; the connection stays open. */
  freezeAfter(word: string): void
  /** Every connection breaks, all in one moment. */
  cut(): void
}

/** Lays a line to the PostgreSQL of `databaseUrl`, for this test. */
export const layWire = async (databaseUrl: string): Promise<Wire> => {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const clients = new Set<Socket>()
  let loses: string | undefined
  let freezes: string | undefined
  const server = createServer((client) => {
    clients.add(client)
    const behind = connect(Number(target.port), target.hostname)
    let isLost = false
    let isFrozen = false
    for (const [from, to] of [
      [client, behind],
      [behind, client],
    ] as const) {
      sockets.add(from)
      // Not destroyed: PostgreSQL is to hear what was said before the line broke.
      from.on('close', () => to.end())
      // A connection that breaks under a query in flight ends in one of these; the client has its own to tell of it.
      from.on('error', () => to.end())
    }
    client.on('data', (data) => {
      if (loses !== undefined && data.includes(loses)) {
        isLost = true
        loses = undefined
      }
      if (!isFrozen) behind.write(data)
      if (freezes !== undefined && data.includes(freezes)) {
        isFrozen = true
        freezes = undefined
      }
    })
    behind.on('data', (data) => {
      if (isLost) client.destroy()
      else client.write(data)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP listener must have a port')
  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${address.port}`
  return {
    url: url.href,
    loseAnswer: (to = '') => {
      loses = to
    },
    freezeAfter: (word) => {
      freezes = word
    },
    cut: () => {
      for (const client of clients) client.destroy()
      clients.clear()
    },
  }
}
