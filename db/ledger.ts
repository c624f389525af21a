import { setTimeout as pause } from 'node:timers/promises'
import type { Sql, TransactionSql } from 'postgres'
import { type Claimed, ClaimLost, DatabaseAway, type Ledger, type Outcome } from '../src/app/ports.ts'
import { asAway, codeOf, isAway, isAwayForLong, isRace, within } from './away.ts'
import { look, lookBack, type Trace } from './ledger-look.ts'
import { claimLostCode, write } from './ledger-write.ts'
import { transaction } from './transaction.ts'

/** A person must read within 3 s that nothing was recorded: until then it is tried, in ms. */
const patience = 2_500

/** Tries of a transaction that met another one. Each round has a winner, so a handful is plenty. */
const races = 8

/**
 * The ledger on PostgreSQL: four statements for a command (begin, look, write, commit), three
 * round trips. It may judge more than once:
 * when two transactions met, and when the connection was lost; the command's id makes both safe. Throws `ClaimLost`,
 * and `DatabaseAway` when it cannot write within 2.5 s; a commit whose answer was lost for longer than that is the one
 * case in which something may be recorded all the same, and a repeated command is then told so.
 */
export const ledgerOn = (sql: Sql): Ledger => ({
  async transact(command, judge, also = {}) {
    const until = performance.now() + patience
    let lost = false

    const attempt = async (tx: TransactionSql): Promise<Attempt> => {
      // Nobody waits any more: not even a number is taken.
      if (performance.now() > until) throw new DatabaseAway('PostgreSQL was too slow to begin')
      const seen = await look(tx, command)
      if (seen.before !== undefined) {
        const outcome = await repeat(tx, seen.before, also.finishing)
        // Ours after all: committed by the try whose answer was lost.
        return { outcome: lost ? { ...outcome, repeated: false } : outcome, written: undefined }
      }
      const { situation, lastSeq } = seen
      const verdict = judge(situation)
      if (performance.now() > until) throw new DatabaseAway('PostgreSQL was too slow to begin')
      const written = write(tx, {
        command,
        accepted: verdict.ok ? verdict : undefined,
        effects: verdict.effects,
        on: verdict.ok ? verdict.incident.id : situation.incident?.id,
        lastSeq,
        reply: also.reply,
        finishing: also.finishing,
      }).then(
        () => undefined,
        (error: unknown): Failed => ({ error }),
      )
      const outcome: Outcome = verdict.ok
        ? { ok: true, incident: verdict.incident, events: verdict.events.map(({ event }) => event), repeated: false }
        : { ok: false, refusal: verdict.refusal, incident: situation.incident }
      return { outcome, written }
    }

    for (let tries = 1; ; tries++) {
      try {
        return await within(until - performance.now(), committed(transaction(sql, attempt)))
      } catch (error) {
        if (codeOf(error) === claimLostCode) throw new ClaimLost(tooLate(also.finishing), { cause: error })
        if (isRace(error) && tries < races) continue
        const late = performance.now() > until - 100
        if (error instanceof DatabaseAway || !isAway(error) || isAwayForLong(error) || late) throw asAway(error)
        lost = true
        await pause(50)
      }
    }
  },
})

/** What came of it, if what is being written is written. */
type Attempt = { readonly outcome: Outcome; readonly written: Promise<Failed | undefined> | undefined }

/** An error that is looked at later: a promise that rejects before that would be nobody's. */
type Failed = { readonly error: unknown }

/** `commit` was sent behind the last statement without waiting for it; had that failed, nothing was committed. */
const committed = async (attempt: Promise<Attempt>): Promise<Outcome> => {
  const { outcome, written } = await attempt
  const failed = await written
  if (failed !== undefined) throw failed.error
  return outcome
}

const tooLate = (row: Claimed | undefined): string => `The claim on outbox row ${row?.id} ended before its result came`

const repeat = async (
  tx: TransactionSql,
  before: Trace,
  finishing: Claimed | undefined,
): Promise<Extract<Outcome, { ok: true }>> => {
  if (finishing !== undefined) {
    const finished = await tx`
      update outbox set done_at = case when gave_up_at is null then coalesce(done_at, now()) end, claimed_by = null, claimed_until = null
      where id = ${finishing.id} and claim = ${finishing.claim}`
    if (finished.count === 0) throw new ClaimLost(tooLate(finishing))
  }
  return { ok: true, ...(await lookBack(tx, before)), repeated: true }
}
