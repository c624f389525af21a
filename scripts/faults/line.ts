import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A line between bots and their PostgreSQL, which can go away while the server itself stays. */
export type Line = {
  /** The database's url by way of the line. */
  readonly url: string
  /**
   * `refused`: every connection breaks, and none is taken any more, as when the server has stopped. `silent`:
   * connections stay open, new ones are taken, and nothing is heard or answered over them, as when it stands still.
   */
  away(how: 'refused' | 'silent'): Promise<void>
  /** What was held back by silence is heard and answered now. */
  back(): Promise<void>
  close(): Promise<void>
}

/** Lays a line to the PostgreSQL of `databaseUrl`, which is reached by TCP. */
export const layLine = async (databaseUrl: string): Promise<Line> => {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let isSilent = false
  const held: (() => void)[] = []
  const whenHeard = (does: () => void): void => {
    if (isSilent) held.push(does)
    else does()
  }
  const server = createServer((client) => {
    const behind = connect(Number(target.port || 5432), target.hostname)
    for (const [from, to] of [
      [client, behind],
      [behind, client],
    ] as const) {
      sockets.add(from)
      from.on('data', (data) => whenHeard(() => to.write(data)))
      from.on('close', () => {
        sockets.delete(from)
        whenHeard(() => to.end())
      })
      // One that breaks under a query in flight ends in one of these; who asked has their own to tell of it.
      from.on('error', () => to.end())
    }
  })
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP listener must have a port')
  const { port } = address
  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${port}`
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve))
    breakAll()
    await closed
  }

  return {
    url: url.href,
    away: async (how) => {
      if (how === 'silent') isSilent = true
      else await stop()
    },
    back: async () => {
      isSilent = false
      for (const does of held.splice(0)) does()
      if (server.listening) return
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    close: async () => {
      if (server.listening) await stop()
    },
  }
}
