import { setTimeout as pause } from 'node:timers/promises'
import type { Sql, TransactionSql } from 'postgres'
import {
  type Begun,
  type Claimed,
  ClaimLost,
  DatabaseAway,
  type Ledger,
  type Outcome,
  type Verdict,
} from '../src/app/ports.ts'
import { begins } from '../src/domain/begins.ts'
import type { Command } from '../src/domain/commands.ts'
import type { Situation } from '../src/domain/situation.ts'
import { asAway, codeOf, isAway, isAwayForLong, isRace, within } from './away.ts'
import type { Holder } from './holders.ts'
import { type Look, look, lookAbout, lookBack, lookForTrace, type Trace } from './ledger-look.ts'
import { oneAfterAnother, rememberIncidents } from './ledger-memory.ts'
import { recordRunOn } from './ledger-run.ts'
import { claimLostCode, staleCode, write, type Writing } from './ledger-write.ts'
import { transaction } from './transaction.ts'

/** A person must read within 3 s that nothing was recorded: until then it is tried, in ms. */
const patience = 2_500

/** Tries of a transaction that met another one. Each round has a winner, so a handful is plenty. */
const races = 8

/**
 * The ledger on PostgreSQL: two statements for a declare (look, write), one for an answer of Slack about an incident
 * that this process wrote last (write, if it is the newest still), else four (begin, look, write, commit) in three
 * round trips. It may judge more than once: when two transactions met, and when the connection was lost; the command's
 * id makes both safe. Throws `ClaimLost`, and `DatabaseAway` when it cannot write within 2.5 s; a commit whose answer
 * was lost for longer than that is the one case in which something may be recorded all the same, and a repeated command
 * is then told so.
 */
export const ledgerOn = (sql: Sql, holder: Holder): Ledger => {
  const memory = rememberIncidents()
  const inTurn = oneAfterAnother()

  return {
    recordRun: recordRunOn(sql, memory, inTurn),
    async transact(command, judge, also = {}) {
      const until = performance.now() + patience
      let lost = false

      const prepare = ({ situation, lastSeq }: Seen, verdict: Verdict, unlocked: boolean): Writing => {
        if (performance.now() > until) throw new DatabaseAway('PostgreSQL was too slow to begin')
        return {
          command,
          accepted: verdict.ok ? verdict : undefined,
          effects: verdict.effects,
          on: verdict.ok ? verdict.incident.id : situation.incident?.id,
          lastSeq,
          reply: also.reply,
          finishing: also.finishing,
          beginner: also.begin === true && holder.isKnownNow() ? holder.name : undefined,
          unlocked,
        }
      }

      /** A single statement, which is a transaction by itself; undefined where a lock is needed to look first. */
      const atOnce = async (): Promise<Outcome | undefined> => {
        const seen = begins(command) ? await look(sql, command) : await unlockedLook(command)
        if (seen === undefined || seen.before !== undefined) return undefined
        const verdict = judge(seen.situation)
        const isNew = begins(command)
        // Nothing to write means nothing that would find out whether this is the newest state.
        if (!verdict.ok || (!isNew && verdict.events.length === 0)) return undefined
        const begun = await write(sql, prepare(seen, verdict, !isNew))
        return committedAs(verdict, seen, begun)
      }

      const unlockedLook = async (wanted: Command): Promise<Seen | undefined> => {
        // What Slack tells comes once and is hardly ever refused; what people ask may be either.
        const known = also.finishing !== undefined || heard.has(wanted.type) ? memory.find(wanted) : undefined
        if (known === undefined) return undefined
        const { incident, lastSeq } = known
        return { situation: { incident, about: await lookAbout(sql, incident.id, wanted), nextNumber: 0 }, lastSeq }
      }

      const carriedOut = async (tx: TransactionSql, before: Trace): Promise<Attempt> => {
        const outcome = await repeat(tx, before, also.finishing)
        // Ours after all: committed by the try whose answer was lost.
        return { outcome: () => (lost ? { ...outcome, repeated: false } : outcome), written: undefined }
      }

      const locked = async (tx: TransactionSql): Promise<Attempt> => {
        const seen = await look(tx, command)
        if (seen.before !== undefined) return carriedOut(tx, seen.before)
        const verdict = judge(seen.situation)
        const meanwhile = verdict.ok ? undefined : await lookForTrace(tx, command)
        if (meanwhile !== undefined) return carriedOut(tx, meanwhile)
        const written = write(tx, prepare(seen, verdict, false)).then(
          (begun) => ({ begun }),
          (error: unknown): Failed => ({ error }),
        )
        return { outcome: (begun) => committedAs(verdict, seen, begun), written }
      }

      const committedAs = (verdict: Verdict, { situation, lastSeq }: Seen, begun: Begun): Outcome => {
        if (!verdict.ok) return { ok: false, refusal: verdict.refusal, incident: situation.incident }
        const { incident, events } = verdict
        memory.keep({ incident, lastSeq: lastSeq + events.length })
        // Later, nobody waits for it: they are nobody's.
        if (performance.now() < until) holder.inHand.outbox.take(begun.rows)
        return { ok: true, incident, events: events.map(({ event }) => event), repeated: false, begun }
      }

      const attempt = async (): Promise<Outcome> => (await atOnce()) ?? committed(transaction(sql, locked))

      const name = begins(command) ? command.id : (memory.idOf(command) ?? Object.values(command.on).join())
      for (let tries = 1; ; tries++) {
        try {
          return await within(until - performance.now(), inTurn(name, attempt))
        } catch (error) {
          const wasKnown = memory.forget(command)
          // It may have been committed all the same, with rows that were to be begun at once.
          if (isAway(error)) holder.inHand.outbox.missed()
          const code = codeOf(error)
          // Under the lock it is found out whether the claim was lost to somebody else, or ended by this very command.
          if (code === claimLostCode && wasKnown) continue
          if (code === claimLostCode) throw new ClaimLost(tooLate(also.finishing), { cause: error })
          if ((code === staleCode || isRace(error)) && tries < races) continue
          const late = performance.now() > until - 100
          if (error instanceof DatabaseAway || !isAway(error) || isAwayForLong(error) || late) throw asAway(error)
          lost = true
          await pause(50)
        }
      }
    },
  }
}

/** What people say, as Slack tells it. */
const heard: ReadonlySet<Command['type']> = new Set([
  'hear-message',
  'hear-edit',
  'hear-deletion',
  'pin-message',
  'unpin-message',
])

type Seen = Extract<Look, { situation: Situation }>

/** What comes of it, if what is being written is written; told what was begun. */
type Attempt = {
  readonly outcome: (begun: Begun) => Outcome
  readonly written: Promise<{ readonly begun: Begun } | Failed> | undefined
}

/** An error that is looked at later: a promise that rejects before that would be nobody's. */
type Failed = { readonly error: unknown }

/** `commit` was sent behind the last statement without waiting for it; had that failed, nothing was committed. */
const committed = async (attempt: Promise<Attempt>): Promise<Outcome> => {
  const { outcome, written } = await attempt
  const wrote = await written
  if (wrote !== undefined && 'error' in wrote) throw wrote.error
  return outcome(wrote?.begun ?? { rows: [], waits: true })
}

const tooLate = (row: Claimed | undefined): string => `The claim on outbox row ${row?.id} ended before its result came`

const repeat = async (
  tx: TransactionSql,
  before: Trace,
  finishing: Claimed | undefined,
): Promise<Extract<Outcome, { ok: true }>> => {
  if (finishing !== undefined) {
    const finished = await tx`
      update outbox set done_at = case when gave_up_at is null then coalesce(done_at, now()) end,
        claimed_by = null, claimed_until = null
      where id = ${finishing.id} and claim = ${finishing.claim}`
    if (finished.count === 0) throw new ClaimLost(tooLate(finishing))
  }
  return { ok: true, ...(await lookBack(tx, before)), repeated: true }
}
