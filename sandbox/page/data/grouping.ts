import type { SeenMessage } from '../answers.ts'

/** What stands between two messages: the day begins, unread ones begin, or another says something. */
export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'message'; readonly key: string; readonly message: SeenMessage; readonly isContinued: boolean }

/** So long after the last word somebody is named again, in ms. */
const pause = 5 * 60_000

/** A ts as Unix ms. */
export const msOf = (ts: string): number => Number(ts) * 1000

/** The day of a moment in a zone, as `2026-11-22`. */
export const dayOf = (at: number, timeZone: string): string => {
  const found = days.get(timeZone) ?? new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeZone })
  days.set(timeZone, found)
  return found.format(at)
}

/** Making one takes a hundred times as long as using it. */
const days = new Map<string, Intl.DateTimeFormat>()

const isPlain = ({ subtype }: SeenMessage): boolean =>
  subtype === undefined || subtype === 'file_share' || subtype === 'bot_message'

/**
 * Messages (oldest first) as rows: a day's heading before its first, the unread line before the first that somebody else
 * wrote after `readTo`, and the author only where a new turn begins.
 */
export const rowsOf = (
  messages: readonly SeenMessage[],
  how: { readonly timeZone: string; readonly readTo: string | undefined; readonly reader: string },
): readonly Row[] => {
  const rows: Row[] = []
  let before: SeenMessage | undefined
  let isMarked = how.readTo === undefined
  for (const message of messages) {
    const at = msOf(message.ts)
    const isNewDay = before === undefined || dayOf(msOf(before.ts), how.timeZone) !== dayOf(at, how.timeZone)
    if (isNewDay) rows.push({ kind: 'day', key: `day ${message.ts}`, at })
    const isNews =
      !isMarked && message.ts > (how.readTo ?? '') && message.user !== how.reader && message.isPrivate !== true
    if (isNews) {
      isMarked = true
      rows.push({ kind: 'unread', key: 'unread' })
    }
    const isContinued =
      !isNewDay &&
      !isNews &&
      before !== undefined &&
      before.user === message.user &&
      before.isPrivate === message.isPrivate &&
      isPlain(before) &&
      isPlain(message) &&
      at - msOf(before.ts) < pause
    rows.push({ kind: 'message', key: message.ts, message, isContinued })
    before = message
  }
  return rows
}
