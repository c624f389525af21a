import postgres from 'postgres'
import { onTestFinished } from 'vitest'
import type { Log } from '../../src/app/ports.ts'

/** Remembers what was logged, by its event's name. */
export const remember = (): { log: Log; events: string[] } => {
  const events: string[] = []
  const note = (facts: Readonly<Record<string, unknown>>): void => {
    events.push(String(facts['event']))
  }
  return { log: { info: note, warn: note, error: note }, events }
}

/** What time does to the outbox, without waiting for it. */
export const timeOn = (url: string) => {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  onTestFinished(() => sql.end())
  return {
    /** Everything that waits is due. */
    passes: () => sql`update outbox set due_at = now() - interval '1 second' where done_at is null`,
    /** Whoever holds a row has held it for too long. */
    endsLeases: () =>
      sql`update outbox set claimed_until = now() - interval '1 second' where claimed_until is not null`,
    /** What still waits: how often it was tried, when it is due (in seconds), and why it waits. */
    waiting: () =>
      sql<{ effect: string; attempts: number; uncertain: boolean; inSeconds: number; error: string | null }[]>`
        select effect ->> 'type' as effect, attempts, uncertain, last_error as error,
          round(extract(epoch from due_at - now()))::int as "inSeconds"
        from outbox where done_at is null and gave_up_at is null order by id`,
    /**
     * The next so many results find the disk full. A sequence counts, for what is counted in a table is rolled back.
     */
    fillsDisk: async (times: number) => {
      await sql`create sequence disk_full`
      await sql.unsafe(`
        create function refuse_done() returns trigger language plpgsql as $$ begin
          if nextval('disk_full') <= ${times} then raise exception 'disk full' using errcode = 'disk_full'; end if;
          return new;
        end $$`)
      await sql`
        create trigger refuse_done before update on outbox for each row when (new.done_at is not null)
        execute function refuse_done()`
    },
    /** What was asked for beyond the effects of events, done or not, and how long after that it was due. */
    takenBack: () =>
      sql<{ effect: string; afterSeconds: number }[]>`
        select effect ->> 'type' as effect, extract(epoch from due_at - created_at)::float8 as "afterSeconds"
        from outbox where effect ->> 'type' in ('remove-surplus', 'discard-channel') order by id`,
    givenUp: () =>
      sql<{ effect: string; error: string }[]>`
        select effect ->> 'type' as effect, last_error as error from outbox where gave_up_at is not null order by id`,
  }
}

/** A door in the way of somebody, opened by the test. */
export const gate = (): { readonly passed: Promise<void>; open(): void } => {
  const opening: (() => void)[] = []
  const passed = new Promise<void>((resolve) => {
    opening.push(resolve)
  })
  return { passed, open: () => opening.forEach((resolve) => resolve()) }
}
