import { inlineMessage, blockHeader, timeOnly } from './chat-log-lines.ts'
import type { Stamp } from './chat-log-lines.ts'
import { exportedMessages } from './chat-log-export.ts'
import { dateIn, timeZoneIn, writtenTimeline } from './written-timeline.ts'
import type { ChatLog, ChatMessage } from './chat-message.ts'

export type { ChatLog, ChatMessage } from './chat-message.ts'
export type { WrittenEntry } from './written-timeline.ts'

/**
 * Reads a pasted chat log: Slack copied from the window (`Name [8:27 AM]`, also block-quoted in Markdown), lines like
 * `[08:27] Name: text` and `08:27 <name> text`, dated lines, or Slack's export JSON. What cannot be read as a message
 * is left out; a file without messages yields none.
 */
export function parseChatLog(file: string): ChatLog {
  const exported = exportedMessages(file)
  if (exported !== null) return { ...exported, writtenTimeline: [] }
  const text = file.replaceAll('\r\n', '\n')
  return {
    messages: messagesIn(chatPart(text)),
    writtenTimeline: writtenTimeline(text),
    date: dateIn(text),
    timeZone: timeZoneIn(text),
  }
}

/** The text with `@Name` of the log's people as Slack's mention tokens; `idOf` gives the user id of a name, or null. */
export function withMentions(text: string, names: readonly string[], idOf: (name: string) => string | null): string {
  return names
    .toSorted((a, b) => b.length - a.length)
    .reduce((said, name) => {
      const id = idOf(name)
      return id === null ? said : said.replaceAll(new RegExp(`@${escaped(name)}(?![\\p{L}\\p{N}_])`, 'giu'), `<@${id}>`)
    }, text)
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')
}

/** From the heading that announces the chat, if there is one; without the timeline section and link definitions. */
function chatPart(text: string): string[] {
  const lines = text.split('\n')
  const heading = lines.findIndex((line) => /^#{1,6}\s.*\b(chat|log|transcript|irc|slack)\b/i.test(line))
  let inTimeline = false
  return lines.slice(heading + 1).filter((line) => {
    if (isHeading(line)) inTimeline = /timeline/i.test(line)
    return !inTimeline && !/^\[[^\]]+\]:\s/.test(line)
  })
}

function isHeading(line: string): boolean {
  return /^#{1,6}\s|^\*\*[^*]+\*\*:?\s*$|^---+\s*$/.test(line)
}

interface Draft {
  readonly stamp: Stamp
  readonly lines: string[]
}

function messagesIn(lines: readonly string[]): ChatMessage[] {
  const unquoted = lines.map((line) => line.replace(/^\s*>\s?/, ''))
  const blocks = unquoted.filter((line) => blockHeader(line) !== null).length
  const inline = unquoted.filter((line) => inlineMessage(line) !== null).length
  const quotedHeaders = lines.filter(
    (line) => /^\s*>/.test(line) && blockHeader(line.replace(/^\s*>\s?/, '')) !== null,
  ).length
  const own = quotedHeaders > 0 && quotedHeaders * 2 >= blocks ? unquoted : lines
  return dated(blocks >= inline ? blockDrafts(own) : inlineDrafts(own))
}

/** A header line, then what was said, until the next header or heading. */
function blockDrafts(lines: readonly string[]): Draft[] {
  const drafts: Draft[] = []
  let open: Draft | null = null
  for (const [index, line] of lines.entries()) {
    const header: Stamp | null = blockHeader(line) ?? headerInTwoLines(lines, index, open)
    if (header !== null) {
      if (open !== null && timeOnly(line) !== null && open.lines.at(-1)?.trim() === header.author) open.lines.pop()
      open = { stamp: header, lines: [] }
      drafts.push(open)
    } else if (isHeading(line)) {
      open = null
    } else {
      open?.lines.push(line)
    }
  }
  return drafts
}

/**
 * Slack's window copies a name and, on the next line, the time; further messages of the same person have the time
 * alone.
 */
function headerInTwoLines(lines: readonly string[], index: number, open: Draft | null): Stamp | null {
  const time = timeOnly(lines[index] ?? '')
  if (time === null) return null
  const name = lines[index - 1]?.trim() ?? ''
  const opensParagraph = index < 2 || lines[index - 2]?.trim() === ''
  if (name !== '' && name.length <= 40 && opensParagraph && timeOnly(name) === null) return { ...time, author: name }
  return open === null ? null : { ...time, author: open.stamp.author }
}

/** Each line a message, or the continuation of the one before. */
function inlineDrafts(lines: readonly string[]): Draft[] {
  const drafts: Draft[] = []
  for (const line of lines) {
    const message = inlineMessage(line)
    if (message !== null) drafts.push({ stamp: message.stamp, lines: [message.text] })
    else if (!isHeading(line)) drafts.at(-1)?.lines.push(line)
  }
  return drafts
}

/**
 * Counts the days: by the dates that lines carry, else a clock that jumps back by half a day or more has passed
 * midnight.
 */
function dated(drafts: readonly Draft[]): ChatMessage[] {
  const messages: ChatMessage[] = []
  const firstDate = drafts.find((draft) => draft.stamp.date !== undefined)?.stamp.date
  let day = 0
  let minutes = 0
  for (const { stamp, lines } of drafts) {
    const now = stamp.minutes ?? minutes
    if (stamp.date !== undefined && firstDate !== undefined) day = daysBetween(firstDate, stamp.date)
    else if (now < minutes - 12 * 60) day += 1
    minutes = now
    const said = lines
      .map((line) => line.replace(/\s*\(edited\)\s*$/, '').trimEnd())
      .join('\n')
      .trim()
    if (said === '') continue
    const reply = /^replied to a thread:?.*\n?/i.exec(said)
    messages.push({
      author: stamp.author,
      at: clock(now),
      day,
      text: reply === null ? said : said.slice(reply[0].length).trim(),
      isApp: stamp.isApp,
      ...(reply === null ? {} : { thread: 'thread' }),
    })
  }
  return messages
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
