import type { PendingQuery, Sql, TransactionSql } from 'postgres'
import { z } from 'zod'
import type { Command } from '../src/domain/commands.ts'
import type { AffectedService } from '../src/domain/impact.ts'
import type { Incident, Kind } from '../src/domain/incident.ts'
import { foundAgainBy, inShort, recursWithin, troubleKeys } from '../src/domain/recurrence.ts'
import type { Earlier } from '../src/domain/earlier.ts'
import { serviceKey } from '../src/domain/services.ts'
import { list } from './list.ts'
import { earlier } from './rows/recurrence.ts'

/* The look for an incident of the same trouble: by the index over `trouble_keys`, and never by reading states. */

/** What an incident is found by once its trouble comes back, as its column takes it. */
export const troubleKeysOf = (incident: Incident): string | null => {
  const keys = foundAgainBy(incident)
  return keys === undefined ? null : list(keys)
}

/** The services by which a command may find earlier trouble; none for most. */
export const servicesIn = (command: Command): readonly AffectedService[] => {
  if (command.type === 'declare') return command.services ?? []
  if (command.type !== 'state-impact') return []
  const named = command.statements.find(({ part }) => part === 'services')
  if (named?.part === 'services') return named.to
  return command.reclassified?.services ?? []
}

/** The kind that a command says it is of; undefined where it says none. */
export const kindIn = (command: Command): Kind | undefined =>
  command.type === 'state-impact' ? command.reclassified?.kind : undefined

/** What `earlierFrom` reads, of the incident `e`. */
const facts = (tx: Sql | TransactionSql) => tx`json_build_object(
  'incident', e.id, 'number', e.number, 'channel', e.channel, 'resolvedAt', e.ended_at,
  'fix', e.state->'resolved'->'fix', 'postmortem', e.state->'postmortem'->'messages'->'root'->'ts')`

/** For a declare: the newest incident of its trouble, as one more column of a statement that looks for its number. */
export const earlierThanDeclare = (
  tx: Sql | TransactionSql,
  { kind, at }: Extract<Command, { type: 'declare' }>,
  services: readonly AffectedService[],
) => tx`(
  select ${facts(tx)} from incidents e
  where e.trouble_keys && ${list(troubleKeys(kind, services))}::text[]
    and e.ended_at between ${at - recursWithin} and ${at}
  order by e.ended_at desc limit 1)`

/** The same for the incident that stands where `column` is `value`, whose services, or `kind`, become known only now. */
export const earlierThan = (
  tx: Sql | TransactionSql,
  column: 'id' | 'channel',
  value: string,
  services: readonly AffectedService[],
  kind: Kind | undefined,
): PendingQuery<{ earlier: unknown }[]> => tx<{ earlier: unknown }[]>`
  with own as (
    select number, declared_at, array(
      select coalesce(${kind ?? null}::text, state->>'kind') || '/' || key from unnest(${list(services.map(({ name }) => serviceKey(name)))}::text[]) key
    ) as keys
    from incidents where ${tx(column)} = ${value})
  select ${facts(tx)} as earlier from incidents e
  where e.trouble_keys && (select keys from own) and e.number < (select number from own)
    and e.ended_at between (select declared_at from own) - ${recursWithin}::bigint and (select declared_at from own)
  order by e.ended_at desc limit 1`

/**
 * What such a look found. Nothing where it found nothing, nor where another version wrote the state in another shape:
 * a declare must not fail because of an incident that is over.
 */
export const earlierFrom = (found: unknown): Earlier | undefined => {
  const read = row.safeParse(found).data
  return read && { ...read, fix: inShort(read.fix) }
}

/** Absent facts come as null. */
const row = z
  .record(z.string(), z.unknown())
  .transform((columns) => Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null)))
  .pipe(earlier)
