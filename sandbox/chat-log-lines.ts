/** Who spoke and when, as a line of a pasted log says it. */
export interface Stamp {
  readonly author: string
  /** Minutes since local midnight; undefined where the paste says "3 hours ago". */
  readonly minutes: number | undefined
  /** `YYYY-MM-DD`, where the line carries a date. */
  readonly date?: string
  readonly isApp: boolean
}

const TIME = String.raw`(\d{1,2}):(\d{2})(?::\d{2})?(?:\s*([AaPp])\.?[Mm]\.?)?`
const DATE = String.raw`(?:(\d{4}-\d{2}-\d{2})[T ,]+)?`
const ZONE = String.raw`(?:\s*(?:UTC|GMT|Z|[A-Z]{2,4}T))?`

/** `Name [8:27 AM]`, `Name  8:27 AM`, `Name APP [9:12 AM]`, `**Name** 14:05`, `Name [3 hours ago]`. */
const BRACKETED = new RegExp(String.raw`^\**([^[\]<>:]{1,60}?)\**(\s+APP)?\s*\[${DATE}${TIME}\]\s*$`)
const SPACED = new RegExp(String.raw`^([^[\]<>:]{1,60}?)(\s+APP)?(?:\s{2,}|\t)${DATE}${TIME}\s*$`)
const HALVED = new RegExp(
  String.raw`^([^[\]<>:]{1,40}?)(\s+APP)?\s+${DATE}(\d{1,2}):(\d{2})(?::\d{2})?\s*([AaPp])\.?[Mm]\.?\s*$`,
)
const BOLD = new RegExp(String.raw`^\*\*([^*]{1,60})\*\*(\s+APP)?[\s,–—-]*\(?${DATE}${TIME}\)?\s*$`)
const AGO = /^([^[\]<>:]{1,60}?)(\s+APP)?\s*\[\d+ (?:minutes?|hours?|days?) ago\]\s*$/

/** The stamp of a line that holds nothing but a name and a time, or null. */
export function blockHeader(line: string): Stamp | null {
  const ago = AGO.exec(line)
  if (ago !== null) return { author: (ago[1] ?? '').trim(), minutes: undefined, isApp: ago[2] !== undefined }
  for (const form of [BOLD, BRACKETED, SPACED, HALVED]) {
    const found = form.exec(line)
    if (found === null) continue
    const [, name = '', app, date, hour, minute, half] = found
    const minutes = minutesOf(hour, minute, half)
    if (name.trim() === '' || minutes === null || !/\p{L}/u.test(name)) continue
    return { author: name.trim(), minutes, isApp: app !== undefined, ...(date === undefined ? {} : { date }) }
  }
  return null
}

/** The time of a line that holds nothing else, or null. */
export function timeOnly(line: string): Omit<Stamp, 'author'> | null {
  const found = new RegExp(String.raw`^\s*(?:\[\s*)?${TIME}(?:\s*\])?\s*$`).exec(line)
  const minutes = found === null ? null : minutesOf(found[1], found[2], found[3])
  return minutes === null ? null : { minutes, isApp: false }
}

const NAMED = String.raw`(?:<[@+%&~ ]?([^<>]{1,60})>|\*{0,2}([^\s:<>][^:<>]{0,40}?)\*{0,2}:)\s+(\S.*)$`
const INLINE = [
  new RegExp(String.raw`^\s*[[(]${DATE}${TIME}${ZONE}[\])]\s*${NAMED}`),
  new RegExp(String.raw`^\s*${DATE}${TIME}${ZONE}(?:\s*[-–—|])?\s+${NAMED}`),
]

/**
 * A line that holds time, name and words: `[08:27] Name: text`, `08:27 <name> text`, `2019-02-05 08:27:11 Name: text`.
 */
export function inlineMessage(line: string): { readonly stamp: Stamp; readonly text: string } | null {
  for (const form of INLINE) {
    const found = form.exec(line)
    if (found === null) continue
    const [, date, hour, minute, half, nick, name, text = ''] = found
    const minutes = minutesOf(hour, minute, half)
    if (minutes === null) continue
    const author = (nick ?? name ?? '').trim()
    const app = author.endsWith(' APP')
    return {
      stamp: { author: author.replace(/ APP$/, ''), minutes, isApp: app, ...(date === undefined ? {} : { date }) },
      text,
    }
  }
  return null
}

/** Minutes since midnight, or null where the clock shows no such time. */
export function minutesOf(
  hourText: string | undefined,
  minuteText: string | undefined,
  half: string | undefined,
): number | null {
  const hour = Number(hourText)
  const minute = Number(minuteText)
  if (minute > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return null
  const base = half === undefined ? hour : hour % 12
  return (base + (half?.toLowerCase() === 'p' ? 12 : 0)) * 60 + minute
}
