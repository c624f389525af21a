/**
 * For following a request into what it made Slack hear, and for letting go of what has served its time.
 *
 * `request` is the id of the command that asked for a row; rows of an older version have none. `events_talk` holds the
 * messages that no words put into a timeline, oldest first, so that looking for what is to be deleted reads nothing
 * else.
 */
export const traceAndLetGo = `
alter table outbox add column request text;

create index events_talk on events (recorded_at)
  where not makes_entry and type in ('message-heard', 'message-edited', 'message-deleted', 'message-unpinned');

create index outbox_given_up on outbox (gave_up_at) where gave_up_at is not null;
create index inbox_given_up on inbox (gave_up_at) where gave_up_at is not null;
`
