import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres, { type Sql } from 'postgres'

/**
 * The way to PostgreSQL. `db` (drizzle) asks the questions; `sql` (postgres.js) runs the few statements that everything
 * waits for, prepared once per connection. Both share one pool.
 */
export type Client = { readonly sql: Sql; readonly db: PostgresJsDatabase }

/** How to connect. */
export type ClientOptions = {
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string
  /** Connections at most; ten keep two cores busy and let commits share one flush. */
  readonly connections?: number
}

/** Limits that the server keeps, in ms: what a replica frozen in mid-transaction holds is free again after 1.5 s. */
const limits = { statement_timeout: 10_000, lock_timeout: 2_000, idle_in_transaction_session_timeout: 1_500 }

/**
 * A statement is planned once for a connection, not each time: with `auto` PostgreSQL 18 planned a declare's write anew
 * for 1.4 ms, twice what carrying it out took, and an answer's for 0.7 (0.1 now); all of a declare's planning was some 18
 * ms. Every statement here asks by key or through an index made for it, so that no value deserves a plan of its own.
 * `jit`: compiling one takes longer than any of them, and costs are guessed higher without values.
 */
const planning = { plan_cache_mode: 'force_generic_plan', jit: 'off' }

/** Connects when first asked. A restart of PostgreSQL is survived: the next question opens a new connection. */
export const connect = (url: string, options: ClientOptions = {}): Client => {
  // Kept until they break: each new one would have to learn every statement anew (`warm-up.ts`).
  const sql = postgres(url, { ...common(options), max: connectionsOf(options), max_lifetime: null })
  return { sql, db: drizzle(sql) }
}

/** How many connections there are at most. */
export const connectionsOf = ({ connections = 10 }: ClientOptions): number => connections

/** A way of asking that can be exchanged for another of the same kind. */
export type Renewable = { readonly sql: Sql; renew(): void }

/**
 * What `open` opens, under one name: `renew` gives up whatever was asked on the old one and opens another. Where
 * connections are cut at the wrong moment, postgres.js 3.4.9 is now and then connected and sends nothing any more.
 */
export const renewable = (open: () => Sql): Renewable => {
  let now = open()
  return {
    sql: new Proxy(now, {
      apply: (_first, self, args) => Reflect.apply(now, self, args),
      get: (_first, key) => Reflect.get(now, key),
    }),
    renew: () => {
      const before = now
      now = open()
      // It has nothing to finish: what hangs on it is told that its connection is gone.
      void before.end({ timeout: 0 })
    },
  }
}

/** One connection that is kept until it breaks, for what PostgreSQL ties to a session; then `onClose` is called. */
export const connectSession = (url: string, options: ClientOptions, onClose: () => void): Sql =>
  // `max_lifetime`: postgres.js would otherwise exchange it for a new one after half an hour.
  postgres(url, { ...common(options), max: 1, max_lifetime: null, onclose: onClose })

/**
 * A connection's first words, made longer than what postgres.js 3.4.9 keeps back to send together with more: 1,024
 * bytes. It forgets to forget what it kept back when a connection broke under it, and then waits for ever to send
 * anything shorter (github.com/porsager/postgres/pull/1215, github.com/LanternOps/breeze/issues/3225): connections that
 * were cut together took 30 s to come back, and some never did. Blanks between options mean nothing to PostgreSQL.
 */
export const firstWords = ' '.repeat(1_024)

const common = (options: ClientOptions) => ({
  connect_timeout: 2,
  // Seconds between tries to connect; postgres.js would grow it to 20 and so sleep on after the server is back.
  backoff: () => 0.1 + Math.random() / 5,
  connection: { application_name: options.applicationName ?? 'stanch', options: firstWords, ...limits, ...planning },
  // Its question on each new connection rejects where nobody listens when that connection is lost at once.
  fetch_types: false,
  types: { number: { to: 20, from: [20], serialize: String, parse: Number } },
  onnotice: () => undefined,
})
