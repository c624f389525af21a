import { z } from 'zod'
import { DatabaseAway } from '../../src/app/ports.ts'
import type { Config } from '../../src/config.ts'

/** Stanch cannot start for a reason that a person can mend; the message says how, in words. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}

const failure = z.object({ code: z.string(), port: z.number().optional() })
const slackRefusal = z.object({ data: z.object({ error: z.string(), needed: z.string().optional() }) })

const portTaken = new Set(['EADDRINUSE', 'EACCES'])
/** A token that is wrong, not a workspace that is busy (docs.slack.dev, errors of auth.test). */
const tokenRefused =
  /^(invalid_auth|not_authed|account_inactive|token_(revoked|expired)|not_allowed_token_type|missing_scope)$/

/**
 * One line with the setting's name and the cure, for what goes wrong at the start through no fault of ours: a port, a
 * token, a database. Undefined for everything else.
 */
export function cureOf(error: unknown, settings: Config): string | undefined {
  if (error instanceof CannotStart) return error.message
  // The ledger's room says in words what an older Stanch cannot do.
  if (error instanceof Error && error.name === 'SchemaTooNew') return error.message
  const refusal = slackRefusal.safeParse(error)
  if (refusal.success) return refusalCure(refusal.data.data, settings)
  const failed = failure.safeParse(causeOf(error))
  if (!failed.success) return error instanceof DatabaseAway ? awayCure(error, settings) : undefined
  const { code, port } = failed.data
  if (portTaken.has(code) && port !== undefined) {
    const name = portName(port, settings)
    return code === 'EADDRINUSE'
      ? `${name}: ${port} is in use: stop the program that listens there, or set another`
      : `${name}: this user may not listen on ${port}: set one above 1023`
  }
  if (code === 'slack_webapi_request_error') {
    return `SLACK_API_URL: ${settings.slackApiUrl} cannot be reached: check the address and this machine's network`
  }
  return settings.databaseUrl === undefined ? undefined : databaseCure(code)
}

/** What the database's room says of a database that is away wraps what the driver said. */
function causeOf(error: unknown): unknown {
  return error instanceof DatabaseAway && error.cause !== undefined ? error.cause : error
}

/** No driver says why: it was asked, and did not answer in time. */
function awayCure({ message }: DatabaseAway, { databaseUrl }: Config): string {
  const name = databaseUrl === undefined ? 'DATA_DIR' : 'DATABASE_URL'
  return `${name}: ${message} in time: see whether its machine is overloaded or it stands still, and start again`
}

/** Settings are held to differ; where the system chose the port, it was free. */
function portName(port: number, { slack, sandboxPort, metricsPort, outlets }: Config): string {
  if (slack.mode === 'local' && port === sandboxPort) return 'SANDBOX_PORT'
  if (port === outlets.statusPage?.port) return 'STATUS_PORT'
  return port === metricsPort ? 'METRICS_PORT' : 'PORT'
}

function refusalCure({ error, needed }: { error: string; needed?: string | undefined }, settings: Config) {
  if (!tokenRefused.test(error)) return undefined
  const names = {
    socket: 'SLACK_BOT_TOKEN, SLACK_APP_TOKEN',
    http: 'SLACK_BOT_TOKEN',
    local: 'SLACK_API_URL',
  }[settings.slack.mode]
  return error === 'missing_scope'
    ? `${names}: the app lacks the scope ${needed ?? ''}: update it from manifest.yml and install it again`
    : `${names}: Slack answers ${error}: copy the tokens again from the pages of your app`
}

/** Codes of PostgreSQL (appendix A of its manual), postgres.js and the operating system. */
function databaseCure(code: string): string | undefined {
  if (code.startsWith('28')) return 'DATABASE_URL: PostgreSQL refuses the user or the password: correct them'
  if (code === '3D000') return 'DATABASE_URL: there is no such database: create it, or name another'
  if (code === '53300') return 'DATABASE_URL: PostgreSQL takes no more connections: raise its max_connections'
  if (code === '42501') return 'DATABASE_URL: the user may not create what Stanch needs: grant CREATE on the database'
  if (/^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_|ENOENT)/.test(code)) {
    return `DATABASE_URL: no PostgreSQL answers there (${code}): check the host and the port, and that it runs`
  }
  return undefined
}
