import { type Leaf, type Line, type Passage, type Style, text } from './passages.ts'
import { linkOf } from './mrkdwn-token.ts'

/**
 * The Markdown of a `markdown` block, as far as incidents write it: headings, lists, quotes, fences, rules, and bold,
 * italic, struck, code and links in a line. Anything else (a table, say) stands there as it was written.
 * docs.slack.dev/reference/block-kit/blocks/markdown-block
 */
export const readMarkdown = (sent: string): Passage[] => {
  const passages: Passage[] = []
  let code: string[] | undefined
  for (const line of sent.split('\n')) {
    if (/^\s{0,3}```/.test(line)) {
      if (code !== undefined) passages.push({ kind: 'preformatted', lines: code.map((one) => [text(one)]) })
      code = code === undefined ? [] : undefined
    } else if (code !== undefined) code.push(line)
    else append(passages, passageOf(line))
  }
  if (code !== undefined) passages.push({ kind: 'preformatted', lines: code.map((one) => [text(one)]) })
  return passages.flatMap(withoutEdges)
}

/** An empty line parts what it stands between; beside anything but lines that is done already. */
const withoutEdges = (passage: Passage): Passage[] => {
  if (passage.kind !== 'lines') return [passage]
  const first = passage.lines.findIndex((line) => line.length > 0)
  const last = passage.lines.findLastIndex((line) => line.length > 0)
  return first < 0 ? [] : [{ kind: 'lines', lines: passage.lines.slice(first, last + 1) }]
}

const passageOf = (line: string): Passage => {
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line)
  if (heading !== null) return { kind: 'heading', level: heading[1]?.length ?? 1, lines: [lineOf(heading[2] ?? '')] }
  if (/^\s{0,3}([-*_])(\s*\1){2,}\s*$/.test(line)) return { kind: 'rule' }
  const quote = /^\s{0,3}>\s?(.*)$/.exec(line)
  if (quote !== null) return { kind: 'quote', lines: [lineOf(quote[1] ?? '')] }
  const item = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/.exec(line)
  if (item !== null) {
    const [, space = '', number, words = ''] = item
    const task = words.replace(/^\[ \]\s/, '☐ ').replace(/^\[[xX]\]\s/, '☑ ')
    return {
      kind: 'list',
      ordered: number !== undefined,
      indent: Math.min(8, Math.floor(space.length / 2)),
      first: Number(number ?? 1),
      items: [[lineOf(task)]],
    }
  }
  return { kind: 'lines', lines: [lineOf(line)] }
}

/** Adds a line to the passage before it where that is of its kind. */
const append = (passages: Passage[], next: Passage): void => {
  const last = passages.at(-1)
  const together = last === undefined ? undefined : joined(last, next)
  if (together === undefined) passages.push(next)
  else passages[passages.length - 1] = together
}

const joined = (last: Passage, next: Passage): Passage | undefined => {
  if (last.kind === 'list' && next.kind === 'list' && last.ordered === next.ordered && last.indent === next.indent) {
    return { ...last, items: [...last.items, ...next.items] }
  }
  if ((last.kind === 'lines' || last.kind === 'quote') && next.kind === last.kind) {
    return { ...last, lines: [...last.lines, ...next.lines] }
  }
  return undefined
}

const inline =
  /`([^`]+)`|!?\[([^\]]*)\]\(([^\s()]+)\)|\*\*(?=\S)([^*]+?)(?<=\S)\*\*|~~(?=\S)([^~]+?)(?<=\S)~~|(?<![\p{L}\p{N}*])\*(?=\S)([^*]+?)(?<=\S)\*(?!\*)|(?<![\p{L}\p{N}_])_(?=\S)([^_]+?)(?<=\S)_(?![\p{L}\p{N}_])/gu

const lineOf = (words: string, style: Style = {}): Line => {
  const leaves: Leaf[] = []
  let done = 0
  for (const found of words.matchAll(inline)) {
    const [whole, code, label, url, bold, strike, starred, underscored] = found
    if (found.index > done) leaves.push(text(words.slice(done, found.index), style))
    done = found.index + whole.length
    const italic = starred ?? underscored
    if (code !== undefined) leaves.push(text(code, { ...style, code: true }))
    else if (url !== undefined) leaves.push(linkOf(url, label ?? '', style))
    else if (bold !== undefined) leaves.push(...lineOf(bold, { ...style, bold: true }))
    else if (strike !== undefined) leaves.push(...lineOf(strike, { ...style, strike: true }))
    else if (italic !== undefined) leaves.push(...lineOf(italic, { ...style, italic: true }))
  }
  if (done < words.length) leaves.push(text(words.slice(done), style))
  return leaves
}
