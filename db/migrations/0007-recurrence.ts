/**
 * So that the same trouble is found when it comes back: what a resolved incident can be found by, one key for each
 * service that it hurt with its kind before it (`foundAgainBy`); null for every other incident, which keeps the index
 * small. Incidents of an older version get theirs when their states are folded anew.
 */
export const recurrence = `
alter table incidents add column trouble_keys text[];

create index incidents_trouble_keys on incidents using gin (trouble_keys) where trouble_keys is not null;
`
