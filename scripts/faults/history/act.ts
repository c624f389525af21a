/** Who takes part: two of them read other languages, and Maya is a guest, who may only declare and speak. */
export const people = ['noa', 'layla', 'haruki', 'ann', 'maya'] as const
/** One of them, by name. */
export type Who = (typeof people)[number]

/** What people do with an incident that there is, with how often each comes. */
export const deeds = [
  { item: 'say', weight: 6 },
  { item: 'note', weight: 5 },
  { item: 'update', weight: 5 },
  { item: 'pin', weight: 4 },
  { item: 'claim', weight: 4 },
  { item: 'accept', weight: 4 },
  { item: 'role', weight: 3 },
  { item: 'severity', weight: 3 },
  { item: 'status', weight: 3 },
  { item: 'edit', weight: 3 },
  { item: 'resolve', weight: 3 },
  { item: 'tell-customers', weight: 3 },
  { item: 'approve', weight: 3 },
  { item: 'join', weight: 2 },
  { item: 'press-join', weight: 2 },
  { item: 'unpin', weight: 2 },
  { item: 'delete', weight: 2 },
  { item: 'follow-up', weight: 2 },
  { item: 'reopen', weight: 2 },
  { item: 'impact', weight: 2 },
  { item: 'vendor', weight: 2 },
  { item: 'change', weight: 2 },
  { item: 'merge', weight: 2 },
  { item: 'watch', weight: 2 },
  { item: 'decline', weight: 1 },
  { item: 'unmerge', weight: 1 },
  { item: 'end-watch', weight: 1 },
  { item: 'follow-up-done', weight: 1 },
  { item: 'rename', weight: 1 },
  { item: 'cancel', weight: 1 },
  { item: 'postmortem', weight: 1 },
  { item: 'publish', weight: 1 },
  { item: 'export', weight: 1 },
  { item: 'try-again', weight: 1 },
] as const
/** How an incident begins. */
export const beginnings = [
  { item: 'declare', weight: 4 },
  { item: 'report', weight: 1 },
] as const
/** What a person may do. */
export type Deed = (typeof deeds)[number]['item'] | (typeof beginnings)[number]['item']

/**
 * `incident`: counted from 0 as they begin. `words` are unlike all others; `nth` chooses where there is a choice.
 */
export type Act = {
  readonly kind: 'act'
  readonly who: Who
  readonly deed: Deed
  readonly incident: number
  readonly words: string
  readonly nth: number
}
