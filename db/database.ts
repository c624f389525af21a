import type { WorkOverrides } from '../src/app/calendar.ts'
import type { Holders, Inbox, Ledger, Log, Outbox, People, Reads, ServiceList } from '../src/app/ports.ts'
import type { Limits } from '../src/app/limits.ts'
import type { Restores } from '../src/app/restores.ts'
import type { Letters } from '../src/app/letters.ts'
import type { PublicRecord } from '../src/app/public-word.ts'
import type { Subscribing, SubscribingInside } from '../src/app/subscribers.ts'
import type { Moment } from '../src/domain/ids.ts'
import { within } from './away.ts'
import { type Backlog, backlogOn } from './backlog.ts'
import { type ClientOptions, connect, connectionsOf } from './client.ts'
import { timeOn } from './clock.ts'
import { holderOn } from './holders.ts'
import { inboxOn } from './inbox.ts'
import { lettersOn } from './letters.ts'
import { ledgerOn } from './ledger.ts'
import { limitsOn } from './limits.ts'
import { migrate, mustBeOurs } from './migrate.ts'
import { outboxOn } from './outbox.ts'
import { peopleOn } from './people.ts'
import { presenceOn } from './presence.ts'
import { publicRecordOn } from './public-record.ts'
import { readsOn } from './reads.ts'
import { refolding } from './refold.ts'
import { restoresOn } from './restores.ts'
import { type Keeping, letGo, letGoOfReplies, type LetGo } from './retention.ts'
import { servicesOn } from './services.ts'
import { subscribersOn } from './subscribers.ts'
import { warmUp } from './warm-up.ts'

/** How to connect, and what the ports have to know of the workspace's settings. */
export type DatabaseOptions = ClientOptions & {
  /** `WORK_HOURS` and `WORK_DAYS`, for everybody's calendar. */
  readonly work?: WorkOverrides
  /** Is told when the database goes away and when it is back, and of incidents that cannot be read. */
  readonly log?: Log
}

/**
 * Everything of the house that stands on PostgreSQL. Its ports throw `DatabaseAway` when it cannot be reached or
 * written.
 */
export type Database = {
  readonly ledger: Ledger
  readonly outbox: Outbox
  readonly inbox: Inbox
  readonly reads: Reads
  readonly people: People
  readonly services: ServiceList
  readonly limits: Limits
  readonly holders: Holders
  readonly restores: Restores
  readonly published: PublicRecord
  readonly letters: Letters
  readonly subscribers: Subscribing & SubscribingInside
  /** Brings the schema up to date; throws `SchemaTooNew` where a newer program has been. */
  migrate(): Promise<void>
  /** Opens every connection and rehearses on it what people wait for; nothing is left of it. */
  warmUp(): Promise<void>
  /** Throws `Outdated` once a newer program has migrated it under our feet; to be asked now and then. */
  mustBeOurs(): Promise<void>
  /** The time on its clock, in Unix ms: the one that all replicas share. */
  now(): Promise<Moment>
  /**
   * Why it cannot be written to now, to go on after "the database"; undefined when it can. Never throws; a second at
   * most.
   */
  whyNotReady(): Promise<string | undefined>
  /** Why it was found away last, without a question; undefined while it is not known to be away. */
  knownWhy(): string | undefined
  /** Writes some of the states back that another version left; to be called now and then. Resolves with how many. */
  refoldStates(): Promise<number>
  /** What waits, of all replicas together; rejects after a second while it cannot be asked. */
  backlog(): Promise<Backlog>
  /** Deletes what is not kept for ever; what takes longer than some seconds goes on with the next call. */
  letGo(how: Keeping): Promise<LetGo>
  /** Deletes response_urls that have expired; resolves with how many. */
  letGoOfReplies(): Promise<number>
  /** Ends all connections, within five seconds. */
  close(): Promise<void>
}

/**
 * In ms. A person must not wait longer for a look than leaves time to tell them so: a trigger, which a form is opened
 * with, lives for three seconds. A postmortem of 50,000 entries takes a few seconds.
 */
const patience = { people: 2_000, storing: 2_500, loops: 10_000, cleaning: 600_000 }

/** A read, and a write that says the same when it is written twice. */
const repeatable = true

/** Connects when first used; one call per process, which is one holder of claims. */
export const connectDatabase = (
  url: string,
  { work = {}, log = nobody, ...options }: DatabaseOptions = {},
): Database => {
  const client = connect(url, options)
  const { holder, holders, ...session } = holderOn(url, options)
  const { guard, why, knownWhy, close } = presenceOn(session, log)
  const inbox = inboxOn(client.sql, holder)
  const people = peopleOn(client, work)
  const { onUnreadable, refoldStates } = refolding(client.sql, log)
  return {
    // It keeps its own time, for it tries more than once.
    ledger: guard(ledgerOn(client.sql, holder), patience.loops),
    outbox: guard(outboxOn(client.sql, holder), patience.loops),
    // What Slack sends is stored within its patience, or not acknowledged; the loop that works on it has more.
    inbox: { ...guard(inbox, patience.loops), put: guard({ put: inbox.put }, patience.storing, { repeatable }).put },
    reads: guard(readsOn(client, onUnreadable), patience.loops, { repeatable }),
    people: {
      ...guard(people, patience.people, { repeatable }),
      remembered: people.remembered,
      // A whole workspace at the start; later one person who has changed, from the inbox.
      save: guard({ save: people.save }, patience.loops, { repeatable }).save,
    },
    services: guard(servicesOn(client), patience.people),
    limits: guard(limitsOn(client.sql), patience.people),
    holders: guard(holders, patience.loops),
    restores: guard(restoresOn(client.sql), patience.loops),
    published: guard(publicRecordOn(client.sql, tellUnreadable(log)), patience.loops, { repeatable }),
    letters: guard(lettersOn(client.sql, holder), patience.loops),
    // A person waits for the answer, and may ask again.
    subscribers: guard(subscribersOn(client.sql), patience.storing),
    migrate: () => migrate(client.sql),
    warmUp: () => within(patience.loops, warmUp(client.sql, holder, connectionsOf(options))),
    mustBeOurs: guard({ mustBeOurs: () => mustBeOurs(client.sql) }, patience.loops, { repeatable }).mustBeOurs,
    now: guard({ now: () => timeOn(client.sql) }, patience.people).now,
    whyNotReady: why,
    knownWhy,
    refoldStates: guard({ refoldStates }, patience.cleaning).refoldStates,
    letGo: (how) => guard({ letGo: () => letGo(client.sql, how) }, patience.cleaning).letGo(),
    letGoOfReplies: guard({ letGoOfReplies: () => letGoOfReplies(client.sql) }, patience.cleaning).letGoOfReplies,
    backlog: () => within(1_000, backlogOn(client.sql)),

    close: async () => {
      close()
      await Promise.all([client.sql.end({ timeout: 5 }), session.close()])
    },
  }
}

/** Of each the reason alone: the words themselves may be anybody's. */
const tellUnreadable = (log: Log) => (): void => {
  log.error({ event: 'public-update-unreadable' }, 'A public update cannot be read by this version; it is left out')
}

const nobody: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
