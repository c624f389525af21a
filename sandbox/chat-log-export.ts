import { z } from 'zod'
import type { ChatLog } from './chat-message.ts'

/** A channel file of Slack's export: https://slack.com/help/articles/220556107 (one JSON array a day). */
const Export = z.array(
  z.object({
    user: z.string().optional(),
    username: z.string().optional(),
    bot_id: z.string().optional(),
    subtype: z.string().optional(),
    text: z.string().default(''),
    ts: z.string().regex(/^\d+(?:\.\d+)?$/),
    thread_ts: z.string().optional(),
  }),
)

/** Notices of Slack's own that stand among the messages and that nobody said. */
const NOTICES = /^(?:channel|group)_|^(?:pinned_item|bot_add|bot_remove)$/

/** The messages of an export with times in UTC, or null for a text that is none; throws on JSON of another shape. */
export function exportedMessages(file: string): Omit<ChatLog, 'writtenTimeline'> | null {
  if (!/^\s*\[\s*\{/.test(file)) return null
  const said = Export.parse(JSON.parse(file))
    .filter((message) => message.text.trim() !== '' && !NOTICES.test(message.subtype ?? ''))
    .toSorted((a, b) => Number(a.ts) - Number(b.ts))
  const first = said[0]
  if (first === undefined) return { messages: [], date: null, timeZone: 'UTC' }
  const firstDay = dayOf(first.ts)
  return {
    date: instant(first.ts).slice(0, 10),
    timeZone: 'UTC',
    messages: said.map((message) => ({
      author: message.user ?? message.username ?? message.bot_id ?? 'unknown',
      at: instant(message.ts).slice(11, 16),
      day: dayOf(message.ts) - firstDay,
      text: message.text.trim(),
      isApp: message.bot_id !== undefined || message.subtype === 'bot_message',
      ...(message.thread_ts === undefined || message.thread_ts === message.ts ? {} : { thread: message.thread_ts }),
    })),
  }
}

function instant(ts: string): string {
  return new Date(Number(ts) * 1_000).toISOString()
}

function dayOf(ts: string): number {
  return Math.floor(Number(ts) / 86_400)
}
