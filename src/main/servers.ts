import type { Server } from 'node:http'
import type { Config } from '../config.ts'
import type { Access, Route } from '../slack/bolt.ts'

/**
 * What listens beside Slack's own receiver. In HTTP mode that one has `PORT`, which the world can reach: figures are
 * not told there, only on a port of their own.
 */
export const serversFor = (
  { mode }: Access,
  { port, metricsPort }: Config,
  routes: readonly Route[],
  measured: Route,
): readonly { readonly port: number; readonly all: readonly Route[] }[] => [
  ...(mode === 'socket' ? [{ port, all: metricsPort === undefined ? [...routes, measured] : routes }] : []),
  ...(metricsPort === undefined ? [] : [{ port: metricsPort, all: [...routes, measured] }]),
]

/** Closes a server and what is connected to it; resolves when it is closed. */
export const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
