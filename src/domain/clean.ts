/** A title is one line on a phone; Slack's header holds 150 characters. */
export const titleLimit = 150
/** What one field of a Slack form holds (docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element). */
export const textLimit = 3000

/*
 * Control characters break logs, terminals and PostgreSQL's text (NUL); bidi overrides and isolates (U+202A-E,
 * U+2066-9) could turn the sentence around them; lone surrogates are no text. Direction marks stay: they are innocent
 * and some titles need them.
 */
const unwelcome = /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF]|\p{Surrogate}/gu

/** People's text as it is stored: nothing unprintable, no stray white space at the ends, line breaks kept. */
export const cleanText = (raw: string): string => raw.replace(/\r\n?/g, '\n').replace(unwelcome, '').trim()

/** People's text on one line. */
export const cleanLine = (raw: string): string => cleanText(raw).replace(/\s+/gu, ' ')

/** The first `limit` characters as a reader counts them (graphemes), with an ellipsis if something was left off. */
export const shorten = (text: string, limit: number): string => {
  if (text.length <= limit) return text
  let kept = ''
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    if (kept.length + segment.length > limit - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
