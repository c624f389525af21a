/**
 * For the services that incidents hurt. `key` is the name without case, width and runs of spaces, so that nobody keeps
 * one twice. The step also tells a program of the version before that events are written which it cannot read.
 */
export const services = `
create table services (
  key text primary key,
  name text not null,
  owner text,
  tier integer,
  vendor text
);
`
