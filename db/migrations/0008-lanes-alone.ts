/**
 * What is due is found lane by lane: nothing asks for it by its time any more. With an index by time, a server that took
 * the tables for empty read all that waits, once for each lane; and each row was written into one index more.
 */
export const lanesAlone = `
drop index outbox_due;
drop index inbox_due;
drop index letters_due;
`
