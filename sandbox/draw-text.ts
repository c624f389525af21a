import { isObject } from './block-kit/shape.ts'

/** How a drawing looks and what ids are called in it. */
export interface Drawing {
  /** Names by id, of people, channels and user groups alike; an id without a name is shown as it is. */
  readonly names: (id: string) => string | undefined
  /** The IANA zone in which dates are shown, as a reader's device would. */
  readonly tz: string
  /** Columns of the terminal. */
  readonly width: number
  /** Whether bold, dim and colours are drawn with ANSI sequences; otherwise marks stand as they were written. */
  readonly colour: boolean
}

const styles = {
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  strike: [9, 29],
  green: [32, 39],
  red: [31, 39],
  cyan: [36, 39],
} as const

/** Text in a style where colours are on, and otherwise as it is. */
export function styled(text: string, style: keyof typeof styles, { colour }: Drawing): string {
  const [on, off] = styles[style]
  return colour && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text
}

/**
 * Direction marks and joiners steer a Slack client; a terminal would show them as boxes, and orders each line by
 * itself.
 */
export function visibleText(text: string): string {
  return text.replace(/[\u200e\u200f\u2060\u2066-\u2069\u202a-\u202e]/g, '')
}

/** mrkdwn as Slack would show it: mentions by name, dates in the zone, bold as bold. */
export function drawMrkdwn(text: string, drawing: Drawing): string {
  const shown = text.split(/(<[^<>]*>)/).map((part) => {
    if (/^<[^<>]+>$/.test(part)) return drawToken(part.slice(1, -1), drawing)
    return drawing.colour ? drawMarks(part, drawing) : part
  })
  // A format may reach around a mention (`*<@U1>*`), so marks are read again over the whole.
  const whole = drawing.colour ? drawMarks(shown.join(''), drawing) : shown.join('')
  return visibleText(whole.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
}

/** A text object, `plain_text` or `mrkdwn`; '' for anything else. */
export function drawTextObject(held: unknown, drawing: Drawing): string {
  if (!isObject(held) || typeof held['text'] !== 'string') return ''
  return held['type'] === 'mrkdwn' ? drawMrkdwn(held['text'], drawing) : visibleText(held['text'])
}

const marks = [
  ['bold', /(?<![\p{L}\p{N}\u2060*])\*(?![\s*\u2060])([^*\n]+)(?<![\s\u2060])\*(?![\p{L}\p{N}\u2060*])/gu],
  ['italic', /(?<![\p{L}\p{N}\u2060_])_(?![\s_\u2060])([^_\n]+)(?<![\s\u2060])_(?![\p{L}\p{N}\u2060_])/gu],
  ['strike', /(?<![\p{L}\p{N}\u2060~])~(?![\s~\u2060])([^~\n]+)(?<![\s\u2060])~(?![\p{L}\p{N}\u2060~])/gu],
  ['cyan', /`([^`\n]+)`/g],
] as const

function drawMarks(text: string, drawing: Drawing): string {
  return marks.reduce(
    (drawn, [style, mark]) => drawn.replace(mark, (_, inner: string) => styled(inner, style, drawing)),
    text,
  )
}

function drawToken(inside: string, drawing: Drawing): string {
  const [target = '', label = ''] = inside.split('|', 2)
  const id = target.slice(1)
  if (target.startsWith('@')) return styled(`@${drawing.names(id) ?? (label || id)}`, 'cyan', drawing)
  if (target.startsWith('#')) return styled(`#${drawing.names(id) ?? (label || id)}`, 'cyan', drawing)
  if (target.startsWith('!date^')) return drawDate(target, label, drawing)
  if (target.startsWith('!subteam^'))
    return styled(
      `@${(drawing.names(target.slice(9)) ?? (label || target.slice(9))).replace(/^@/, '')}`,
      'cyan',
      drawing,
    )
  if (target.startsWith('!')) return styled(`@${id}`, 'red', drawing)
  return label === '' ? target : `${styled(label, 'underline', drawing)} (${target})`
}

function drawDate(target: string, fallback: string, drawing: Drawing): string {
  const [, seconds = '', tokens = ''] = target.split('^')
  const at = Number(seconds) * 1000
  return Number.isFinite(at) ? formatDate(at, tokens, drawing.tz) : fallback
}

const dayForms: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: { month: 'long', day: 'numeric' },
  date_short: { month: 'short', day: 'numeric', year: 'numeric' },
  date_long: { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' },
}

/** A moment by Slack's date tokens, as a client in English shows it. An unknown token stays as it is written. */
export function formatDate(epochMs: number, tokens: string, timeZone: string): string {
  return tokens.replace(/\{(\w+)\}/g, (written, token: string) => {
    const name = token.replace(/_pretty$|_full$/, '')
    const form = dayForms[name]
    if (form !== undefined) return new Intl.DateTimeFormat('en', { ...form, timeZone }).format(epochMs)
    if (name === 'date_num') return new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeZone }).format(epochMs)
    if (name === 'time') return new Intl.DateTimeFormat('sv', { timeStyle: 'short', timeZone }).format(epochMs)
    if (name === 'time_secs') return new Intl.DateTimeFormat('sv', { timeStyle: 'medium', timeZone }).format(epochMs)
    return written
  })
}
