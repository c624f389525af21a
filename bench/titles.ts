const systems = `checkout payments search login billing inventory shipping webhooks reports imports exports invoices
sessions uploads thumbnails recommendations notifications queues scheduler cache gateway ledger pricing catalogue`
  .split(/\s+/)
  .filter((word) => word !== '')
const troubles = ['answers 502', 'is slow', 'loses requests', 'times out', 'shows stale data', 'refuses tokens']
const places = ['in Frankfurt', 'in Oregon', 'for new customers', 'on mobile', 'since the release', 'behind the proxy']

/** What somebody would call an incident; the same `random` gives the same titles. */
export const titleFrom = (random: () => number): string => {
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? ''
  return `${pick(systems)} ${pick(troubles)} ${pick(places)}`
}
