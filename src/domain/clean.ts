/** A title is one line on a phone; Slack's header holds 150 characters. */
export const titleLimit = 150
/**
 * What one field of a Slack form holds (docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element).
 */
export const textLimit = 3000

/** Controls but tab and newline. They break logs, terminals and PostgreSQL's text (NUL). */
const controls = /[^\P{Cc}\t\n]/gu
/**
 * Bidi overrides and isolates: they could turn the sentence around them. Direction marks stay, some titles need them.
 */
const overrides = /[\u202a-\u202e\u2066-\u2069]/g
/*
 * Marks that show nothing and hold nothing together. The joiners U+200C and U+200D stay: Persian and emoji are written
 * with them.
 */
const invisible = /[\u00ad\u200b\u2060-\u2064\ufeff]/g
const loneSurrogate = /\p{Surrogate}/gu

/** Without NUL and other controls, lone surrogates (U+FFFD in their place) and odd line ends; bidi isolates stay. */
export const withoutControls = (text: string): string =>
  text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(controls, '')
    .replace(loneSurrogate, '\ufffd')

/**
 * People's text as it is recorded: no controls, direction overrides or invisible marks, line breaks kept but at most
 * one empty line in a row, trimmed. '' when nothing is left to see.
 */
export const cleanText = (raw: string): string => {
  const text = withoutControls(raw)
    .replace(overrides, '')
    .replace(invisible, '')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return isSeen(text) ? text : ''
}

/** People's text on one line: as `cleanText`, with every run of white space made one space. */
export const cleanLine = (raw: string): string => cleanText(raw).replace(/\s+/g, ' ')

/* Besides formats, spaces and lone marks: the Hangul fillers and the empty Braille cell are letters that show nothing. */
const isSeen = (text: string): boolean => /[^\p{Cf}\p{Zs}\p{Mn}\s\u115f\u1160\u2800\u3164\uffa0]/u.test(text)

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const ellipsis = '…'

/**
 * At most `max` UTF-16 units, cut between graphemes (an emoji family or a letter with its marks stays whole) and ended
 * with an ellipsis; isolates that the cut left open are closed. Text that fits is returned as it is.
 */
export const clip = (text: string, max: number): string => {
  if (text.length <= max) return text
  if (max < 1) return ''
  const kept = cut(text, max - ellipsis.length)
  const open = unclosed(kept)
  if (open === 0) return kept.trimEnd() + ellipsis
  const shorter = cut(kept, max - ellipsis.length - open)
  return shorter.trimEnd() + ellipsis + '\u2069'.repeat(unclosed(shorter))
}

const cut = (text: string, max: number): string => {
  let end = 0
  // Whether a grapheme ends at `max` shows one code point later at the latest, so the rest need not be segmented.
  for (const { index, segment } of graphemes.segment(text.slice(0, Math.max(0, max) + 2))) {
    if (index + segment.length > max) break
    end = index + segment.length
  }
  if (end > 0) return text.slice(0, end)
  // One grapheme longer than the room there is (a letter under hundreds of marks): cut between code points then.
  return text.slice(0, Math.max(0, max)).replace(loneSurrogate, '')
}

const unclosed = (text: string): number => {
  const opened = text.match(/[\u2066-\u2068]/g)?.length ?? 0
  const closed = text.match(/\u2069/g)?.length ?? 0
  return Math.max(0, opened - closed)
}
