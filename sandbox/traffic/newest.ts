/** Of numbered entries, oldest first: those after number `since`, the newest `limit` of them at most. */
export const newestOf = <Entry extends { readonly n: number }>(
  entries: readonly Entry[],
  since: number,
  limit: number,
): Entry[] => {
  const newer = (entries.at(-1)?.n ?? since) - since
  return newer <= 0 ? [] : entries.slice(-Math.min(newer, limit))
}
