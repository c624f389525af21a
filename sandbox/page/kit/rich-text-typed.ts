import { composed } from './composing.ts'
import type { Kit } from '../seen.ts'
import { type Leaf, type Line, wordsInLine } from './passages.ts'
import { readRichText } from './rich-text.ts'

/**
 * The rich_text that Slack's field would hold, of what is typed with marks: `*bold*`, `_italic_`, `~struck~`, code and
 * quotations. The field is a plain one: it shows the marks, where Slack's shows the styles.
 */
export const richTextTyped = (words: string): Kit | null => {
  const sent = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return composed(sent).at(0) ?? null
}

/** A rich_text as it would be typed. Mentions and emoji become their words. */
export const typedRichText = (held: Kit): string =>
  readRichText(held)
    .flatMap((passage) => {
      if (passage.kind === 'list') return passage.items.flat().map(typedLine)
      if (!('lines' in passage)) return []
      if (passage.kind === 'preformatted') return ['```' + passage.lines.map(wordsInLine).join('\n') + '```']
      return passage.lines.map((line) => (passage.kind === 'quote' ? `>${typedLine(line)}` : typedLine(line)))
    })
    .join('\n')

const typedLine = (line: Line): string => line.map(typedLeaf).join('')

const typedLeaf = (leaf: Leaf): string => {
  const { bold, italic, strike, code } = leaf.style
  const marks = [
    code === true ? '`' : '',
    bold === true ? '*' : '',
    italic === true ? '_' : '',
    strike === true ? '~' : '',
  ]
  return marks.reduce((words, mark) => `${mark}${words}${mark}`, wordsInLine([leaf]))
}
