/** Lines of a terminal: how wide text is there, and where it breaks. */

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const words = new Intl.Segmenter('en', { granularity: 'word' })
/** The escape sequences that colour text. */
const colours = /\p{Cc}\[\d+m/gu
const wide =
  /^(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303f\uff01-\uff60]|\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f)/u
const weightless = /^[\p{Mn}\p{Cf}]+$/u

/** The columns that text takes: two for CJK and emoji, none for marks and colours. */
export function columns(text: string): number {
  let sum = 0
  for (const { segment } of graphemes.segment(text.replace(colours, ''))) {
    sum += wide.test(segment) ? 2 : weightless.test(segment) ? 0 : 1
  }
  return sum
}

/** Text broken between words, or between letters where a word is wider than the line. Its own line ends stay. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width))
}

function wrapLine(line: string, width: number): string[] {
  if (columns(line) <= width) return [line]
  const lines: string[] = []
  let current = ''
  for (const piece of piecesOf(line, width)) {
    if (columns(current + piece) > width && current.trim() !== '') {
      lines.push(current.trimEnd())
      current = piece.trimStart()
    } else {
      current += piece
    }
  }
  return [...lines, current.trimEnd()]
}

/** What must not be broken: words with the mark after them; CJK words break anywhere Intl says one ends. */
function piecesOf(line: string, width: number): string[] {
  const pieces: string[] = []
  for (const { segment, isWordLike } of words.segment(line)) {
    const last = pieces.at(-1)
    if (
      last !== undefined &&
      !/\s$/.test(last) &&
      (isWordLike !== true || !wide.test(segment)) &&
      segment.trim() !== ''
    ) {
      pieces[pieces.length - 1] = last + segment
    } else {
      pieces.push(segment)
    }
  }
  return pieces.flatMap((piece) =>
    columns(piece) <= width ? [piece] : [...graphemes.segment(piece)].map((one) => one.segment),
  )
}

/** Text filled with spaces to a width. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)))
}

/** Pieces side by side with two spaces between, on as many lines as they need. */
export function flow(pieces: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const piece of pieces) {
    const last = lines.at(-1)
    if (last !== undefined && columns(last) + 2 + columns(piece) <= width) lines[lines.length - 1] = `${last}  ${piece}`
    else lines.push(...wrap(piece, width))
  }
  return lines
}
