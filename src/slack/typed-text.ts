/**
 * Text that people typed, before it is recorded or shown. Nothing here knows mrkdwn.
 */

/** Controls but tab and newline. */
const controls = /[^\P{Cc}\t\n]/gu
const overrides = /[\u202a-\u202e\u2066-\u2069]/g
// Marks that show nothing and hold nothing together. The joiners U+200C and U+200D stay: Persian and emoji are written with them.
const invisible = /[\u00ad\u200b\u2060-\u2064\ufeff]/g
const loneSurrogate = /[\ud800-\udfff]/gu

/** Without NUL and other controls, lone surrogates (U+FFFD in their place) and odd line ends; bidi isolates stay. */
export function withoutControls(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(controls, '')
    .replace(loneSurrogate, '\ufffd')
}

/**
 * What a person typed over several lines, fit to be recorded: no controls, no direction overrides (they would turn the words
 * around them), no invisible marks, at most one empty line in a row, trimmed. '' when nothing is left to see.
 */
export function cleanText(raw: string): string {
  const text = withoutControls(raw)
    .replace(overrides, '')
    .replace(invisible, '')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return visible(text) ? text : ''
}

/** What a person typed, on one line: as `cleanText`, with every run of white space made one space. */
export function cleanTitle(raw: string): string {
  return cleanText(raw).replace(/\s+/g, ' ')
}

function visible(text: string): boolean {
  return /[^\p{Cf}\p{Zs}\p{Mn}\s\u115f\u1160\u2800\u3164\uffa0]/u.test(text)
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const ellipsis = '…'

/**
 * At most `max` UTF-16 units, cut between graphemes (an emoji family or a letter with its marks stays whole) and ended with an
 * ellipsis; isolates that the cut left open are closed. Text that fits is returned as it is.
 */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text
  if (max < 1) return ''
  const kept = cut(text, max - ellipsis.length)
  const open = unclosed(kept)
  if (open === 0) return kept.trimEnd() + ellipsis
  const shorter = cut(kept, max - ellipsis.length - open)
  return shorter.trimEnd() + ellipsis + '\u2069'.repeat(unclosed(shorter))
}

function cut(text: string, max: number): string {
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

function unclosed(text: string): number {
  const opened = text.match(/[\u2066-\u2068]/g)?.length ?? 0
  const closed = text.match(/\u2069/g)?.length ?? 0
  return Math.max(0, opened - closed)
}
