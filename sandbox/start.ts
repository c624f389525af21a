import { once } from 'node:events'
import type { Server } from 'node:http'
import { CallLog } from './call-log.ts'
import { Delivery } from './delivery/delivery.ts'
import { reaches, wrap } from './delivery/events.ts'
import { Faults } from './faults.ts'
import { Limits } from './limits.ts'
import { readManifest } from './manifest.ts'
import type { Parts } from './parts.ts'
import { Play } from './play/play.ts'
import { ResponseUrls } from './response-urls.ts'
import { readState, StateFile } from './state-file.ts'
import { Tokens } from './tokens.ts'
import { Triggers } from './triggers.ts'
import { makeServer } from './web/server.ts'
import { freshState } from './workspace/fresh.ts'
import { Workspace } from './workspace/workspace.ts'

/** How a sandbox is started; every field may be left out. */
export interface SandboxOptions {
  /** 0, the default, takes a free one. */
  port?: number
  host?: '127.0.0.1'
  /** Answers at ::1 as well, where this machine has it: a browser may try it first for `localhost`. */
  alsoIpv6?: boolean
  /** Where the workspace is kept between starts; without it, it is forgotten at stop. */
  stateFile?: string
  /** The workspace's clock in Unix ms: ts, event times, response_urls. Trigger ids and limits go by real time. */
  now?: () => number
  /** The app's manifest: an object, a file's path, null for none. Left out: ./manifest.yml if there is one. */
  manifest?: string | object | null
}

/** A running sandbox, with its parts for tests in the same process. */
export interface Sandbox extends Parts {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string
  /** What `slackApiUrl` takes. */
  apiUrl: string
  /** Saves the state and ends every connection. */
  stop(): Promise<void>
}

const closed = async (server: Server): Promise<void> => {
  const ended = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await ended
}

/** The server at ::1, or undefined where this machine has no such address. Rejects when the port is taken there. */
const listenAtIpv6 = async (server: Server, port: number): Promise<Server | undefined> => {
  server.listen(port, '::1')
  try {
    await once(server, 'listening')
    return server
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return undefined
    throw error
  }
}

/** Starts a workspace of one's own. Rejects when the port is taken or the state file is not a sandbox's. */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const now = options.now ?? Date.now
  const manifest = readManifest(options.manifest)
  const kept = options.stateFile === undefined ? undefined : readState(options.stateFile)
  const state = kept ?? freshState(now())
  const workspace = new Workspace(state, now)
  const file = options.stateFile === undefined ? undefined : new StateFile(options.stateFile, state)
  workspace.changes.onChange = () => file?.changed()
  const parts: Parts = {
    workspace,
    delivery: new Delivery(now, () => workspace.changes.bump()),
    faults: new Faults(),
    limits: new Limits(),
    calls: new CallLog(),
    tokens: new Tokens(manifest.scopes),
    triggers: new Triggers(),
    responseUrls: new ResponseUrls(workspace),
    manifest,
    play: new Play(() => parts),
    uploads: new Map(),
  }
  workspace.onEvent((event, channel) => {
    if (reaches(event, channel, manifest, parts.tokens)) parts.delivery.tell(wrap(workspace, event, channel))
  })
  const server = makeServer(parts)
  const host = options.host ?? '127.0.0.1'
  server.listen(options.port ?? 0, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the sandbox listens on no port')
  const url = `http://${host}:${address.port}`
  workspace.url = url
  const second = options.alsoIpv6 === true ? await listenAtIpv6(makeServer(parts), address.port) : undefined
  const stop = async (): Promise<void> => {
    parts.play.wish('stop')
    parts.delivery.stop()
    workspace.changes.release()
    file?.save()
    await Promise.all([server, ...(second === undefined ? [] : [second])].map(closed))
  }
  return { ...parts, url, apiUrl: `${url}/api/`, stop }
}
