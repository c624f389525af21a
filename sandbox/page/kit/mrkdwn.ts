import { emojiGlyph } from './emoji.ts'
import { type Leaf, type Line, type Passage, type Style, linesOf, text } from './passages.ts'
import { leafOfToken, linkOf, opened } from './mrkdwn-token.ts'

/** A `verbatim` text object: bare addresses in it stay text, as docs.slack.dev/reference/block-kit says. */
type Reading = { readonly verbatim?: boolean }

/**
 * mrkdwn as Slack's client reads it: fences first, then quoted lines, then each line for itself, for no format reaches
 * over a line's end. Any string can be read; nothing in it is lost but the marks that format.
 */
export const readMrkdwn = (sent: string, { verbatim = false }: Reading = {}): Passage[] => {
  const pieces = sent.split(/```([^]*?)```/)
  return pieces.flatMap((piece, index): Passage[] => {
    if (index % 2 === 1) return [fence(piece.trim() === '' ? `\`\`\`${piece}\`\`\`` : piece.replace(/^\n|\n$/g, ''))]
    // The line ends beside a fence are the fence's own.
    const after = index > 0 ? piece.replace(/^\n/, '') : piece
    const own = index < pieces.length - 1 ? after.replace(/\n$/, '') : after
    return own === '' && pieces.length > 1 ? [] : passagesIn(own, verbatim)
  })
}

/** plain_text: nothing is live in it but emoji, where the object does not say otherwise. */
export const readPlain = (sent: string, emoji: boolean): Line[] =>
  linesOf(emoji ? emojiIn(sent, {}, (words) => [text(words)]) : [text(sent)])

const fence = (code: string): Passage => ({
  kind: 'preformatted',
  lines: code.split('\n').map((line) => literalLine(line)),
})

/** Inside code nothing is formatted; mentions and links are live there, too. */
const literalLine = (line: string, style: Style = {}): Leaf[] =>
  tokensIn(line, style, (words) => (words === '' ? [] : [text(opened(words), style)]))

const quoteMark = /^(?:>|&gt;)(?!>>|&gt;&gt;) ?/
const quoteRest = /^(?:>|&gt;){3} ?/

const passagesIn = (piece: string, verbatim: boolean): Passage[] => {
  const passages: { kind: 'lines' | 'quote'; lines: Line[] }[] = []
  let quotesAll = false
  for (const written of piece.split('\n')) {
    const startsAll: boolean = !quotesAll && quoteRest.test(written)
    quotesAll ||= startsAll
    const kind = quotesAll || quoteMark.test(written) ? 'quote' : 'lines'
    const words = startsAll ? written.replace(quoteRest, '') : quotesAll ? written : written.replace(quoteMark, '')
    const line = lineOf(words, verbatim)
    const last = passages.at(-1)
    if (last?.kind === kind) last.lines.push(line)
    else passages.push({ kind, lines: [line] })
  }
  return passages
}

/** A cell of a line: a character that may be a mark, or a leaf that is read already. */
type Cell = string | Leaf

const lineOf = (written: string, verbatim: boolean): Line => {
  const cells = written
    .split(/(`[^`\n]+`)/)
    .flatMap((piece, index): readonly Cell[] =>
      index % 2 === 1
        ? literalLine(piece.slice(1, -1), { code: true })
        : tokensIn<Cell>(piece, {}, (words) => emojiIn<Cell>(words, {}, (plain) => charactersIn(plain, verbatim))),
    )
  return styledIn(cells, {})
}

const bareAddress = /(\bhttps?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]])/

const charactersIn = (words: string, verbatim: boolean): Cell[] =>
  (verbatim ? [words] : words.split(bareAddress)).flatMap((piece, index): readonly Cell[] =>
    index % 2 === 1 ? [linkOf(opened(piece), '', {})] : [...opened(piece)],
  )

function tokensIn<Found extends Cell>(
  written: string,
  style: Style,
  between: (words: string) => readonly Found[],
): (Found | Leaf)[] {
  return written
    .split(/<([^<>\n]+)>/)
    .flatMap((piece, index): readonly (Found | Leaf)[] =>
      index % 2 === 1 ? [leafOfToken(piece, style)] : between(piece),
    )
}

function emojiIn<Found extends Cell>(
  written: string,
  style: Style,
  between: (words: string) => readonly Found[],
): (Found | Leaf)[] {
  const found: (Found | Leaf)[] = []
  let done = 0
  for (const { 0: whole, 1: name = '', index } of written.matchAll(/:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?)(?=:)/g)) {
    const glyph = emojiGlyph(name)
    if (glyph === undefined || index < done) continue
    found.push(...between(written.slice(done, index)), { kind: 'emoji', name, glyph, style })
    done = index + whole.length + 1
  }
  return [...found, ...between(written.slice(done))]
}

const marks = { '*': 'bold', _: 'italic', '~': 'strike' } as const

const isMark = (cell: Cell | undefined): cell is keyof typeof marks =>
  typeof cell === 'string' && Object.hasOwn(marks, cell)

/** Neither a letter nor a digit: only beside such a place does a mark open or close. U+2060 takes a mark's life. */
const isBoundary = (cell: Cell | undefined): boolean => typeof cell !== 'string' || !/[\p{L}\p{N}\u2060]/u.test(cell)

const isSpace = (cell: Cell | undefined): boolean =>
  cell === undefined || (typeof cell === 'string' && /[\s\u2060]/.test(cell))

/** Cells with their marks read; a style opens once, so this goes no deeper than there are styles. */
const styledIn = (cells: readonly Cell[], style: Style): Leaf[] => {
  const leaves: Leaf[] = []
  const unclosed = new Set<string>()
  let words = ''
  const flush = () => {
    if (words !== '') leaves.push(text(words, style))
    words = ''
  }
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at]
    if (cell === undefined) continue
    if (isMark(cell) && style[marks[cell]] === undefined && !unclosed.has(cell) && opens(cells, at)) {
      const end = closing(cells, at)
      if (end !== undefined) {
        flush()
        leaves.push(...styledIn(cells.slice(at + 1, end), { ...style, [marks[cell]]: true }))
        at = end
        continue
      }
      // Nothing further on closes it either: not to look again keeps a line of a thousand asterisks quick.
      unclosed.add(cell)
    }
    if (typeof cell === 'string') words += cell
    else {
      flush()
      leaves.push({ ...cell, style: { ...style, ...cell.style } })
    }
  }
  flush()
  return leaves
}

const opens = (cells: readonly Cell[], at: number): boolean =>
  (at === 0 || (isBoundary(cells[at - 1]) && cells[at - 1] !== cells[at])) &&
  !isSpace(cells[at + 1]) &&
  cells[at + 1] !== cells[at]

const closing = (cells: readonly Cell[], open: number): number | undefined => {
  for (let at = open + 2; at < cells.length; at += 1) {
    if (cells[at] !== cells[open] || isSpace(cells[at - 1])) continue
    if (at + 1 === cells.length || (isBoundary(cells[at + 1]) && cells[at + 1] !== cells[at])) return at
  }
  return undefined
}
