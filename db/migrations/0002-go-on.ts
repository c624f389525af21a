/**
 * For going on from what another version left half-done, and from a backup.
 *
 * `state_shape` is read from the state itself: an older program that still runs beside a newer one cannot leave its own
 * state under the newer one's number. It is cut out of the text, for PostgreSQL refuses to look into JSON that has a
 * NUL in it.
 */
export const goOn = `
alter table incidents add column state_shape integer
  generated always as (substring(state::text, '^[{]"shape":([0-9]{1,6}),')::integer) stored;
create index incidents_shape on incidents (state_shape);

-- When this database was filled from a backup; looked_at: when Slack was asked what has been made there since.
create table restores (
  id integer generated always as identity primary key,
  backup_at timestamptz not null,
  restored_at timestamptz not null default now(),
  looked_at timestamptz
);

-- Since when it may have been carried out already, in ms, where that is longer than it has been asked for: in the time
-- between a backup and its restore.
alter table outbox add column maybe_since bigint;
`
