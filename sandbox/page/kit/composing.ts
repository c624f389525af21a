import { readMrkdwn } from './mrkdwn.ts'
import { type Leaf, type Line, type Passage, wordsInLine } from './passages.ts'
import type { Kit } from '../seen.ts'

/**
 * The rich text that Slack's composer makes of what a person typed, read from what it sends as `text`: mentions,
 * channels, links and emoji are elements of their own, and styles lie beside the words.
 */
export const composed = (sent: string): Kit[] => [
  { type: 'rich_text', elements: readMrkdwn(sent, { verbatim: true }).map(partOf) },
]

const partOf = (passage: Passage): Kit => {
  const lines = 'lines' in passage ? passage.lines : []
  switch (passage.kind) {
    case 'quote':
      return { type: 'rich_text_quote', elements: elementsOf(lines) }
    case 'preformatted':
      return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: lines.map(wordsInLine).join('\n') }] }
    default:
      return { type: 'rich_text_section', elements: elementsOf(lines) }
  }
}

const elementsOf = (lines: readonly Line[]): Kit[] =>
  lines.flatMap((line, index) => [...(index === 0 ? [] : [{ type: 'text', text: '\n' }]), ...line.map(elementOf)])

const elementOf = (leaf: Leaf): Kit => {
  const style = Object.keys(leaf.style).length === 0 ? {} : { style: { ...leaf.style } }
  switch (leaf.kind) {
    case 'link':
      return { type: 'link', url: leaf.url, ...(leaf.label === leaf.url ? {} : { text: leaf.label }), ...style }
    case 'person':
      return { type: 'user', user_id: leaf.id, ...style }
    case 'channel':
      return { type: 'channel', channel_id: leaf.id, ...style }
    case 'group':
      return { type: 'usergroup', usergroup_id: leaf.id, ...style }
    case 'broadcast':
      return { type: 'broadcast', range: leaf.range, ...style }
    case 'emoji':
      return { type: 'emoji', name: leaf.name, ...style }
    default:
      return { type: 'text', text: wordsInLine([leaf]), ...style }
  }
}
