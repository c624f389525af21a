/**
 * So that whoever looks at what was given up reads the scope that the app lacks, and whoever asks how Stanch is reads
 * which channels are of incidents that were declared after the backup that this database was filled from.
 *
 * `lost`: a list of `{"channel", "name", "number"}`.
 */
export const sayWhatIsMissing = `
alter table outbox add column needed text;

alter table restores add column lost json not null default '[]';
`
