import type { WorkOverrides } from '../src/app/calendar.ts'
import type { Holders, Inbox, Ledger, Outbox, Pauses, People, Reads } from '../src/app/ports.ts'
import { sayingAway } from './away.ts'
import { type ClientOptions, connect, isReady } from './client.ts'
import { holderOn } from './holders.ts'
import { inboxOn } from './inbox.ts'
import { ledgerOn } from './ledger.ts'
import { migrate } from './migrate.ts'
import { outboxOn } from './outbox.ts'
import { pausesOn } from './pauses.ts'
import { peopleOn } from './people.ts'
import { readsOn } from './reads.ts'
import { letGo, type LetGo } from './retention.ts'

export type DatabaseOptions = ClientOptions & {
  /** `WORK_HOURS` and `WORK_DAYS`, for everybody's calendar. */
  readonly work?: WorkOverrides
}

/** Everything of the house that stands on PostgreSQL. Its ports throw `DatabaseAway` when it cannot be reached or written. */
export type Database = {
  readonly ledger: Ledger
  readonly outbox: Outbox
  readonly inbox: Inbox
  readonly reads: Reads
  readonly people: People
  readonly pauses: Pauses
  readonly holders: Holders
  /** Brings the schema up to date; throws `SchemaTooNew` where a newer program has been. */
  migrate(): Promise<void>
  /** Can it be written to now? Never throws; false after a second. */
  ready(): Promise<boolean>
  /** Deletes what is not kept for ever; `days` as `RETENTION_DAYS`. */
  letGo(how: { readonly days: number }): Promise<LetGo>
  /** Ends all connections, within five seconds. */
  close(): Promise<void>
}

/** A person must not wait longer for a look; a postmortem of 50,000 entries takes a few seconds. In ms. */
const patience = { people: 2_500, loops: 10_000 }

/** Connects when first used; one call per process, which is one holder of claims. */
export const connectDatabase = (url: string, options: DatabaseOptions = {}): Database => {
  const client = connect(url, options)
  const { holder, holders, close } = holderOn(url, options)
  const inbox = inboxOn(client.sql, holder)
  return {
    ledger: ledgerOn(client.sql),
    outbox: sayingAway(outboxOn(client.sql, holder), patience.loops),
    // What Slack sends is stored within its patience, or not acknowledged; the loop that works on it has more.
    inbox: { ...sayingAway(inbox, patience.loops), put: sayingAway(inbox, patience.people).put },
    reads: sayingAway(readsOn(client), patience.loops),
    people: sayingAway(peopleOn(client, options.work ?? {}), patience.people),
    pauses: sayingAway(pausesOn(client.sql), patience.people),
    holders: sayingAway(holders, patience.loops),
    migrate: () => migrate(client.sql),
    ready: () => isReady(client),
    letGo: (how) => letGo(client.sql, how),

    close: async () => {
      await Promise.all([client.sql.end({ timeout: 5 }), close()])
    },
  }
}
