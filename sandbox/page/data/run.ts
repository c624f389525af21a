import type { MessagesAnswer, SeenMessage } from '../answers.ts'

/** The part of a channel that is loaded: one run without a hole, oldest first. */
export type Run = MessagesAnswer & { readonly channel: string }

/** How many messages stay loaded: what is further away is dropped, and read again when it is scrolled to. */
const most = 200

/** Stands in the channel itself, not in a thread alone. */
export const isTopLevel = ({ ts, thread_ts: thread, subtype }: SeenMessage): boolean =>
  thread === undefined || thread === ts || subtype === 'thread_broadcast'

/** The run with older messages before it; too long a run loses its newest. */
export const withOlder = (run: Run, older: MessagesAnswer): Run => {
  const all = [...older.messages, ...run.messages]
  const messages = all.slice(0, most)
  return { ...run, messages, hasOlder: older.hasOlder, hasNewer: run.hasNewer || messages.length < all.length }
}

/** The run with newer messages behind it; too long a run loses its oldest. */
export const withNewer = (run: Run, newer: MessagesAnswer): Run => {
  const last = run.messages.at(-1)?.ts ?? '0'
  const all = [...run.messages, ...newer.messages.filter(({ ts }) => ts > last)]
  const messages = all.slice(-most)
  return { ...run, messages, hasNewer: newer.hasNewer, hasOlder: run.hasOlder || messages.length < all.length }
}

/** Messages with changes put in: replaced, added in their order, taken out. */
export const merged = (
  messages: readonly SeenMessage[],
  changed: readonly SeenMessage[],
  gone: readonly string[],
): readonly SeenMessage[] => {
  if (changed.length === 0 && gone.length === 0) return messages
  const byTs = new Map(messages.map((one) => [one.ts, one]))
  for (const one of changed) byTs.set(one.ts, one)
  for (const ts of gone) byTs.delete(ts)
  return [...byTs.values()].toSorted((a, b) => (a.ts < b.ts ? -1 : 1))
}

/** The run after a change: new messages join it only where it reaches to the newest. */
export const withChanges = (run: Run, changed: readonly SeenMessage[], gone: readonly string[]): Run => {
  const first = run.messages[0]?.ts
  const last = run.messages.at(-1)?.ts
  const fits = ({ ts }: SeenMessage): boolean =>
    (!run.hasOlder || first === undefined || ts >= first) && (!run.hasNewer || (last !== undefined && ts <= last))
  const all = merged(run.messages, changed.filter(isTopLevel).filter(fits), gone)
  if (all === run.messages || run.hasNewer || all.length <= most * 2) return { ...run, messages: all }
  return { ...run, messages: all.slice(-most), hasOlder: true }
}
