/**
 * The first schema. Moments of the domain are `bigint` milliseconds since 1970; leases, due times and retention use the
 * database's clock (`timestamptz`), so that replicas whose clocks differ agree. JSON is `json`, not `jsonb`: it is kept
 * as it was written, NUL escapes in what people typed included, and is never searched.
 */
export const begin = `
-- A sequence and not a counted row: a row would make every declare wait for the commit of the one before.
create sequence incident_numbers as integer;

create table incidents (
  id text primary key,
  number integer not null unique,
  state json not null,
  last_seq integer not null,
  is_open boolean not null,
  channel text unique,
  declared_at bigint not null,
  ended_at bigint,
  next_due_at bigint
);
create index incidents_open on incidents (declared_at desc) where is_open;
create index incidents_ended on incidents (ended_at desc) where not is_open;
create index incidents_due on incidents (next_due_at) where next_due_at is not null;

create table events (
  incident text not null references incidents,
  seq integer not null,
  id uuid not null unique,
  type text not null,
  data json not null,
  at bigint not null,
  recorded_at bigint not null default (extract(epoch from clock_timestamp()) * 1000)::bigint,
  by json not null,
  command text not null,
  about text not null,
  makes_entry boolean not null,
  primary key (incident, seq)
);
create index events_about on events (incident, about);
create index events_entries on events (incident, about) where makes_entry;

create table commands (
  id text primary key,
  incident text not null references incidents,
  first_seq integer not null,
  events integer not null,
  at timestamptz not null default now()
);
create index commands_at on commands (at);

create table replies (
  command text primary key,
  url text not null,
  person text not null,
  channel text,
  expires_at bigint not null
);
create index replies_expiry on replies (expires_at);

create table outbox (
  id bigint generated always as identity primary key,
  incident text references incidents,
  effect json not null,
  lane text not null,
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  claim integer not null default 0,
  claimed_by text,
  claimed_until timestamptz,
  uncertain boolean not null default false,
  done_at timestamptz,
  gave_up_at timestamptz,
  last_error text
);
create index outbox_lanes on outbox (lane, id) where done_at is null and gave_up_at is null;
create index outbox_due on outbox (due_at, id) where done_at is null and gave_up_at is null;
create index outbox_held on outbox (claimed_by) where claimed_by is not null;
create index outbox_handled on outbox (coalesce(done_at, gave_up_at));

create table inbox (
  id bigint generated always as identity primary key,
  event_id text not null unique,
  body json not null,
  lane text not null,
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  claim integer not null default 0,
  claimed_by text,
  claimed_until timestamptz,
  uncertain boolean not null default false,
  done_at timestamptz,
  gave_up_at timestamptz,
  last_error text
);
create index inbox_lanes on inbox (lane, id) where done_at is null and gave_up_at is null;
create index inbox_due on inbox (due_at, id) where done_at is null and gave_up_at is null;
create index inbox_held on inbox (claimed_by) where claimed_by is not null;
create index inbox_handled on inbox (coalesce(done_at, gave_up_at));

create table people (
  id text primary key,
  name text not null,
  real_name text not null,
  display_name text,
  standing text not null,
  time_zone text not null,
  language text,
  known_as text[] not null
);
create index people_known_as on people using gin (known_as);

-- Apart from people, for Slack's profile of somebody may come after their choice.
create table chosen_languages (
  person text primary key,
  language text not null
);

create table pauses (
  key text primary key,
  until timestamptz not null
);
`
