import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { DatabaseAway, type Log } from '../src/app/ports.ts'
import { asAway, codeOf, isAwayForLong, whyAway, within } from './away.ts'
import { firstWords, type Renewable } from './client.ts'

/** Whether PostgreSQL is there, as this process knows it; and the ports that people and loops reach it through. */
export type Presence = {
  /**
   * A port whose methods throw `DatabaseAway` for what is the database's fault: after `ms` at the latest, and after two
   * seconds where it does not even answer the question whether it is there. `repeatable`: asking twice does no harm, so
   * a connection that was cut is not the caller's business, nor is a server that restarts within two seconds.
   */
  guard<Port extends object>(port: Port, ms: number, how?: { readonly repeatable: boolean }): Port
  /**
   * Why it cannot be written to now, in words for an operator; undefined when it can. Never throws; a second at most.
   */
  why(): Promise<string | undefined>
  /** Why it was found away last, at once and without a question; undefined while it is not known to be away. */
  knownWhy(): string | undefined
  /** Asks no more. */
  close(): void
}

/** In ms. */
const times = {
  /** A call that has not come back by then may be waiting for a server that no longer answers. */
  doubtAfter: 1_000,
  /** The question whether it is there: on a connection of its own, so that no crowd stands before it. */
  answer: 1_000,
  /** The same while somebody waits who would rather wait on a busy machine than be sent away. */
  answerInDoubt: 1_500,
  /** Nobody waits for the answer that the log is written by. */
  answerForLog: 3_000,
  /** Longer than any server that is there takes: connections are cut, and postgres.js may lose what was asked on them. */
  lost: 5_000,
  askAgain: 1_000,
  repeatAfter: 100,
  /** A server that has been away for as long will hardly be back while somebody waits. */
  repeatFor: 2_000,
  /** A server that goes and comes back in a circle is told of this often. */
  tellAgain: 10_000,
}

/**
 * Watches through a connection that little else uses, and has it renewed where it answers nothing at all. It is asked once a call has failed or hangs, and then
 * every second until it is back. The log says once that it went and once that it is back, however many calls fail
 * meanwhile.
 */
export const presenceOn = ({ sql, renew }: Renewable, log: Log): Presence => {
  let away: { readonly since: number; why: string; told: boolean; failed: number; full: boolean } | undefined
  const lastTold = { hiccup: -Infinity, away: -Infinity }
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let asking: Promise<string | undefined> | undefined

  const question = (): Promise<string | undefined> => (away?.full === true ? tryToWrite(sql) : isWritable(sql))
  const askOnce = (): Promise<string | undefined> => {
    const forget = (): void => {
      clearTimeout(lost)
      if (asking === one) asking = undefined
    }
    const one = question()
      // The connection that it is asked on may have been cut a moment ago; a new one is opened for the second time.
      .catch((error: unknown) => (isAwayForLong(error) ? whyAway(error) : question().catch(whyAway)))
      .finally(forget)
    // One that was lost with its connection is answered by nobody, and must not stand in the way for ever.
    const lost = setTimeout(() => {
      forget()
      if (!closed) renew()
    }, times.lost).unref()
    return one
  }
  const ask = (ms: number = times.answer): Promise<string | undefined> => {
    // One question at a time: those put to a frozen server would queue up behind one another.
    asking ??= askOnce()
    return within(ms, asking).catch(whyAway)
  }

  const failed = async (error: DatabaseAway): Promise<void> => {
    if (closed) return
    const full = isAwayForLong(error)
    if (away !== undefined) {
      away.failed += 1
      away.full ||= full
      return
    }
    away = { since: performance.now(), why: whyAway(error), told: false, failed: 1, full }
    // A statement that was too slow, or a connection that was cut, need not mean that the server is away.
    const why = full ? whyAway(error) : await ask(times.answerForLog)
    if (why !== undefined) {
      tellAway(why, error)
      return askAgain()
    }
    away = undefined
    if (!isTime('hiccup')) return
    const facts = { event: 'database-hiccup', why: whyAway(error), error: reasonOf(error) }
    log.warn(facts, 'PostgreSQL did not do one thing in time')
  }

  const tellAway = (why: string, error?: DatabaseAway): void => {
    if (away === undefined) return
    away.why = why
    if (away.told || !isTime('away')) return
    away.told = true
    const facts = { event: 'database-away', why, ...(error !== undefined && { error: reasonOf(error) }) }
    log.error(facts, 'Nothing can be recorded; whoever asks is told so')
  }

  /** Has nothing of this kind been told for a while? Then it is told now. */
  const isTime = (kind: keyof typeof lastTold): boolean => {
    const now = performance.now()
    if (now - lastTold[kind] < times.tellAgain) return false
    lastTold[kind] = now
    return true
  }

  const askAgain = (): void => {
    if (closed) return
    timer = setTimeout(() => void lookForIt(), times.askAgain).unref()
  }

  const lookForIt = async (): Promise<void> => {
    const why = await ask()
    if (why !== undefined) {
      tellAway(why)
      return askAgain()
    }
    if (away?.told === true) {
      const facts = { awayMs: Math.round(performance.now() - away.since), failedCalls: away.failed }
      log.info({ event: 'database-back', ...facts }, 'PostgreSQL is back; what waited goes on by itself')
    }
    away = undefined
  }

  /** Refused or cut, as against: no answer, no room, no right. */
  const isPassing = (error: unknown): boolean =>
    error instanceof DatabaseAway &&
    codeOf(error) !== undefined &&
    !isAwayForLong(error) &&
    (away === undefined || performance.now() - away.since < times.repeatFor)

  const patiently = async <Result>(ms: number, work: Promise<Result>): Promise<Result> => {
    const until = performance.now() + ms
    const doubt = new Promise<'doubt'>((resolve) => {
      const waited = setTimeout(() => resolve('doubt'), times.doubtAfter)
      const settled = (): void => clearTimeout(waited)
      work.then(settled, settled)
    })
    if ((await Promise.race([work.then(() => 'answered' as const), doubt])) === 'doubt') {
      const asked = Promise.race([work.then(() => undefined), ask(times.answerInDoubt)])
      const why = await within(until - performance.now(), asked)
      if (why !== undefined) throw new DatabaseAway(`PostgreSQL ${why}`)
    }
    return within(until - performance.now(), work)
  }

  return {
    guard: (port, ms, { repeatable } = { repeatable: false }) => {
      const asked = async (call: () => Promise<unknown>): Promise<unknown> => {
        for (const until = performance.now() + ms; ;) {
          try {
            return await patiently(until - performance.now(), call())
          } catch (error) {
            const told = asAway(error)
            if (told instanceof DatabaseAway) void failed(told)
            if (!repeatable || !isPassing(told) || performance.now() + times.repeatAfter > until) throw told
            await pause(times.repeatAfter)
          }
        }
      }
      const guarded = Object.entries(port).map(([name, method]: [string, (...args: unknown[]) => Promise<unknown>]) => [
        name,
        (...args: unknown[]) => asked(() => method(...args)),
      ])
      // Same names, same arguments, same results: only what is thrown differs.
      return Object.fromEntries(guarded)
    },
    why: ask,
    knownWhy: () => away?.why,
    close: () => {
      closed = true
      clearTimeout(timer)
    },
  }
}

/** Without the statement, which may hold what people wrote: drizzle puts it first, and its cause says what happened. */
const reasonOf = (error: DatabaseAway): string => {
  const { cause } = error
  const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  return String(reason ?? error)
}

const isWritable = async (sql: Sql): Promise<string | undefined> => {
  // In one message and never kept back, whatever became of the connection before (`client.ts`).
  const [row] = await sql.unsafe<{ readOnly: boolean }[]>(
    `select current_setting('transaction_read_only') = 'on' as "readOnly"${firstWords}`,
  )
  return row?.readOnly === false ? undefined : 'is read-only'
}

/** Longer than what a table has room for by chance. */
const probeBytes = 65_536

/**
 * A full disk refuses some writes and takes others, so one that needs room is tried, and undone by the division by zero
 * (22012) that proves that it went well.
 */
const tryToWrite = async (sql: Sql): Promise<string | undefined> => {
  // Stored outside of the row and not compressed away: random.
  const body = Array.from({ length: probeBytes / 36 }, () => randomUUID()).join('')
  try {
    await sql`
      with probe as (
        insert into inbox (event_id, lane, body, done_at)
        values (${`probe/${randomUUID()}`}, 'probe', ${JSON.stringify(body)}::json, now()) returning 1
      ) select 1 / (count(*) - 1) from probe`
  } catch (error) {
    if (codeOf(error) !== '22012') return whyAway(error)
  }
  return undefined
}
