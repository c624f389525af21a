import type { MrkdwnElement, PlainTextElement } from '@slack/types'
import { clip, withoutControls } from '../domain/clean.ts'
import { limits } from './limits.ts'

/**
 * The one place where text becomes Slack's mrkdwn, and back. https://docs.slack.dev/messaging/formatting-message-text
 *
 * What people typed can neither mention nor format where it stands in our sentences:
 * - `&`, `<`, `>` become entities, once, so no `<!channel>`, `<@U1>` or `<url|label>` of theirs is live;
 * - mrkdwn objects are `verbatim`, so Slack looks for no `@here`, `#general` or bare URL in them. The fallback `text`
 * of a message
 *   has no such switch, so an `@` before a word is parted from it by U+2060 (invisible, and no place to break a line);
 * - `*`, `_` and `~` that could open or close a format stand between two U+2060. Slack opens a format at a boundary
 * before a
 *   non-space: if its client takes U+2060 for a letter there is no boundary, if for a space there is no non-space, so it is inert
 *   either way. Inside a Latin word (`snake_case`, `2*3`) they never format and stay as typed, so names can be copied;
 * - backticks become apostrophes, for three of them would swallow the rest of the message;
 * - a `>` that begins a line is preceded by U+2060, or it would quote the line (as `&gt;` too);
 * - `:fire:` stays an emoji: that is what Slack makes of an emoji that a person typed.
 */

const joiner = '\u2060'
const overrides = /[\u202a-\u202e\u2066-\u2069]/g
/** Shown where there is nothing to show: Slack refuses an empty text object, and a card must not fail for it. */
const nothing = '—'

/** What people typed, on one line, for a place inside a mrkdwn sentence; at most `max` UTF-16 units once escaped. */
export function escape(typed: string, max: number = Number.POSITIVE_INFINITY): string {
  return escapeWithin(withoutControls(typed).replace(overrides, '').replace(/\s+/g, ' ').trim(), max)
}

/** What people typed, with its lines, for a mrkdwn place of its own; at most `max` UTF-16 units once escaped. */
export function escapeLines(typed: string, max: number = Number.POSITIVE_INFINITY): string {
  return escapeWithin(withoutControls(typed).replace(overrides, '').trim(), max)
}

function escapeWithin(text: string, max: number): string {
  let escaped = inert(text)
  for (
    let room = Math.min(max, text.length);
    escaped.length > max;
    room -= 1 + Math.floor((escaped.length - max) / 6)
  ) {
    escaped = inert(clip(text, room))
  }
  return escaped
}

function inert(text: string): string {
  return text
    .replace(/(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])/g, `${joiner}$&${joiner}`)
    .replaceAll('`', "'")
    .replace(/(?<![A-Za-z0-9])@(?=[\p{L}\p{N}])/gu, `@${joiner}`)
    .replace(/^(\s*)>/gm, `$1${joiner}>`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** Mentions a person: the only markup here that notifies anybody. */
export function mention(userId: string): string {
  return `<@${slackId(userId)}>`
}

/** Links to a channel by its id, so a renamed one is still found. */
export function channelLink(channelId: string): string {
  return `<#${slackId(channelId)}>`
}

/** @throws {RangeError} for what is no id: text that a person typed must never become markup. */
function slackId(id: string): string {
  if (!/^\w+$/.test(id)) throw new RangeError('not an id of Slack')
  return id
}

/** Links a label to a web address. An address that is not http(s) or mailto is left out and the label stands alone. */
export function link(url: string, label: string): string {
  const shown = escape(label) || nothing
  if (!URL.canParse(url)) return shown
  const { href, protocol } = new URL(url)
  if (!['http:', 'https:', 'mailto:'].includes(protocol)) return shown
  return `<${href.replaceAll('&', '&amp;').replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E')}|${shown}>`
}

/**
 * The date tokens in use. They are the numeric ones: the others name months and days in the language of the reader's
 * client, in the middle of a sentence that is in another.
 */
export type DateTokens = '{time}' | '{time_secs}' | '{date_num}' | '{date_num} {time}' | '{date_num} {time_secs}'

/**
 * A moment that each reader sees in the zone of their own device.
 *
 * @param epochMs milliseconds since 1970, UTC
 * @param fallback what notifications and old clients show; it should name its zone
 */
export function date(epochMs: number, tokens: DateTokens, fallback: string): string {
  return `<!date^${Math.floor(epochMs / 1000)}^${tokens}|${escape(fallback) || nothing}>`
}

/** A mrkdwn text object of escaped text and our own markup. `verbatim`, so that nothing else in it comes alive. */
export function mrkdwn(text: string, max: number = limits.text): MrkdwnElement {
  return { type: 'mrkdwn', text: clipMarkup(withoutControls(text), max) || nothing, verbatim: true }
}

/**
 * A plain_text object, on one line. Takes text as it was typed: nothing is live in plain_text, so nothing is escaped.
 */
export function plain(text: string, max: number): PlainTextElement {
  const line = withoutControls(text).replace(/\s+/g, ' ').trim()
  return { type: 'plain_text', text: clip(line, max) || nothing, emoji: true }
}

/**
 * A channel's topic or purpose: one line of at most 250 characters. Slack formats nothing in it; angle brackets are
 * replaced by look-alikes, for whether Slack would read `<!channel>` there is not documented.
 */
export function topicText(text: string): string {
  const line = withoutControls(text).replace(/\s+/g, ' ').trim().replaceAll('<', '‹').replaceAll('>', '›')
  return clip(line, limits.topic)
}

/** As `clip`, but never inside an entity or between angle brackets: half a mention is worse than none. */
function clipMarkup(text: string, max: number): string {
  if (text.length <= max) return text
  const clipped = clip(text, max)
  const whole = clipped.replace(/(?:<[^<>]*|&[a-z]*)…(\u2069*)$/, '…$1')
  return whole
}

export { clip } from '../domain/clean.ts'
export { type Names, decode } from './decode.ts'
