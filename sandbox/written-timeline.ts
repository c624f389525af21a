import { minutesOf } from './chat-log-lines.ts'

/** A line of the timeline that people wrote afterwards. */
export interface WrittenEntry {
  /** Local wall-clock time, `HH:MM`. */
  readonly at: string
  /** Days since the first entry, from 0. */
  readonly day: number
  readonly text: string
}

const HEADING =
  /^(?:#{1,6}\s+|\*\*)?(?:timeline|time line|ציר (?:ה)?זמן|(?:ال)?خط (?:ال)?زمني|タイムライン|時系列)\b.*$/iu
const ENTRY =
  /^\s*(?:[-*•|]\s*)?\[?\s*(?:(?:\d{4}-)?(\d{2})-(\d{2})\s+)?(\d{1,2}):(\d{2})(?::\d{2})?\s*([AaPp])?\.?(?:[Mm]\.?)?(?:\s*[A-Z]{2,4})?\s*(?:\]|[|:–—-]|\s)\s*[:|–—-]?\s*(\S.*)$/

/**
 * The entries under the first heading "Timeline", with their continuation lines; none where there is no such heading.
 */
export function writtenTimeline(file: string): WrittenEntry[] {
  const lines = file.split('\n')
  const from = lines.findIndex((line) => HEADING.test(line.trim()))
  if (from === -1) return []
  const entries: WrittenEntry[] = []
  let minutesBefore = 0
  let day = 0
  let dateBefore: string | undefined
  for (const line of lines.slice(from + 1)) {
    if (/^#{1,6}\s|^\*\*[^*]+\*\*:?\s*$/.test(line)) break
    const found = ENTRY.exec(line)
    const minutes = found === null ? null : minutesOf(found[3], found[4], found[5])
    const last = entries.at(-1)
    if (found !== null && minutes !== null) {
      const date = found[1] === undefined ? undefined : `${found[1]}-${found[2] ?? ''}`
      if (dateBefore !== undefined && date !== undefined ? date !== dateBefore : minutes < minutesBefore - 12 * 60)
        day += 1
      dateBefore = date
      minutesBefore = minutes
      entries.push({ at: clock(minutes), day, text: (found[6] ?? '').replace(/\s*\|\s*$/, '').trim() })
    } else if (last !== undefined && /^\s*\S/.test(line)) {
      entries[entries.length - 1] = { ...last, text: `${last.text} ${line.trim()}` }
    }
  }
  return entries
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ')

/** The first full date in the text as `YYYY-MM-DD`: ISO, or "February 5th, 2019". */
export function dateIn(text: string): string | null {
  const iso = /\b(\d{4})-(\d{2})-(\d{2})\b/.exec(text)
  const worded = new RegExp(String.raw`\b(${MONTHS.join('|')})\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})`, 'i').exec(text)
  if (worded !== null && (iso === null || worded.index < iso.index)) {
    const month = MONTHS.indexOf((worded[1] ?? '').toLowerCase()) + 1
    return `${worded[3] ?? ''}-${String(month).padStart(2, '0')}-${(worded[2] ?? '').padStart(2, '0')}`
  }
  return iso?.[0] ?? null
}

/** Zones that an abbreviation names without doubt. IST is three zones and names none. */
const ZONES: Readonly<Record<string, string>> = {
  UTC: 'UTC',
  GMT: 'UTC',
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  PT: 'America/Los_Angeles',
  MST: 'America/Denver',
  MDT: 'America/Denver',
  CST: 'America/Chicago',
  CDT: 'America/Chicago',
  EST: 'America/New_York',
  EDT: 'America/New_York',
  ET: 'America/New_York',
  BST: 'Europe/London',
  CET: 'Europe/Berlin',
  CEST: 'Europe/Berlin',
  JST: 'Asia/Tokyo',
}

/** The zone of "All times in PST" or "times are Asia/Jerusalem", or null. */
export function timeZoneIn(text: string): string | null {
  const named = /\btimes?\b[^\n]{0,20}?\b([A-Z][a-z]+\/[A-Z][A-Za-z_]+)/.exec(text)
  if (named !== null) return named[1] ?? null
  const short = /\btimes?\b[^\n]{0,20}?\b(UTC|GMT|P[SD]?T|M[SD]T|C[SD]T|E[SD]?T|BST|CES?T|JST)\b/.exec(text)
  return short === null ? null : (ZONES[short[1] ?? ''] ?? null)
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
