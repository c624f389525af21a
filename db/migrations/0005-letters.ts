/**
 * For telling people outside of Slack: what was published is found for the status page by an index of its own, and
 * letters wait in lanes as the outbox does, in a table of their own, so that a thousand of them stand in front of
 * nothing that an incident waits for. A key that a letter carries is stored hashed.
 */
export const letters = `
create index events_published on events (incident, recorded_at) where type = 'public-update-published';
create index events_told on events (recorded_at)
  where type in ('incident-declared', 'report-accepted', 'incident-resolved', 'postmortem-published');

create table subscribers (
  id text primary key,
  address text not null,
  known_as text not null,
  audience text not null,
  language text not null,
  person text,
  asked_at timestamptz not null default now(),
  confirmed_at timestamptz,
  refusals integer not null default 0,
  unreachable_since timestamptz,
  unique (known_as, audience)
);
create index subscribers_unconfirmed on subscribers (asked_at) where confirmed_at is null;
create index subscribers_person on subscribers (person) where person is not null;

create table subscriber_keys (
  hash text primary key,
  subscriber text not null,
  purpose text not null,
  made_at timestamptz not null default now()
);
create index subscriber_keys_subscriber on subscriber_keys (subscriber);

create table mailings (
  id text primary key,
  incident text not null,
  content json not null,
  created_at timestamptz not null default now()
);

create table letters (
  id bigint generated always as identity primary key,
  about text not null,
  subscriber text not null,
  mailing text,
  incident text,
  lane text not null,
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  claim integer not null default 0,
  claimed_by text,
  claimed_until timestamptz,
  uncertain boolean not null default false,
  sent_at timestamptz,
  done_at timestamptz,
  gave_up_at timestamptz,
  last_error text,
  unique (about, subscriber)
);
create index letters_lanes on letters (lane, id) where done_at is null and gave_up_at is null;
create index letters_due on letters (due_at, id) where done_at is null and gave_up_at is null;
create index letters_held on letters (claimed_by) where claimed_by is not null;
create index letters_handled on letters (coalesce(done_at, gave_up_at));
create index letters_mailing on letters (mailing);
create index letters_thread on letters (subscriber, incident, id);
`
