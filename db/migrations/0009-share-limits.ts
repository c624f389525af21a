/**
 * Beside the end of a pause that Slack asked for, what is left of each limit: all replicas take from the one row.
 * `room`: calls that may go, as of `room_at`; `last_turn`: when the last of those who were told to wait comes again.
 */
export const shareLimits = `
alter table pauses rename to limits;
alter table limits rename constraint pauses_pkey to limits_pkey;
alter table limits rename column until to paused_until;
alter table limits
  alter column paused_until set default to_timestamp(0),
  add column room double precision not null default 0,
  add column room_at timestamptz not null default clock_timestamp(),
  add column last_turn timestamptz not null default to_timestamp(0);
`
