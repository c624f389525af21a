import type { Kit } from '../seen.ts'
import { isMoment } from './dates.ts'
import { emojiGlyph, glyphOfPoints } from './emoji.ts'
import { isOpenable, linkOf } from './mrkdwn-token.ts'
import { type Leaf, type Line, type Passage, type Style, linesOf, text } from './passages.ts'
import { isKit, kitsOf, listOf, numberOf, stringOf } from './reading.ts'

/**
 * A rich_text block, or the value of a rich_text_input, as passages. What it does not know becomes an unknown passage
 * or leaf with all that was sent. docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export const readRichText = (block: Kit): Passage[] => listOf(block['elements']).map(passageOf)

const passageOf = (part: unknown): Passage => {
  if (!isKit(part)) return { kind: 'unknown', held: part }
  const bordered = part['border'] === 1
  switch (part['type']) {
    case 'rich_text_section':
      return { kind: 'lines', lines: sectionLines(part) }
    case 'rich_text_quote':
      return { kind: 'quote', lines: sectionLines(part), bordered }
    case 'rich_text_preformatted':
      return { kind: 'preformatted', lines: sectionLines(part), bordered }
    case 'rich_text_list':
      return {
        kind: 'list',
        ordered: part['style'] === 'ordered',
        indent: Math.min(8, Math.max(0, Math.trunc(numberOf(part['indent']) ?? 0))),
        first: (numberOf(part['offset']) ?? 0) + 1,
        bordered,
        items: kitsOf(part['elements']).map(sectionLines),
      }
    default:
      return { kind: 'unknown', held: part }
  }
}

/** A line end that closes a section ends its last line; it does not begin an empty one. */
const sectionLines = (part: Kit): readonly Line[] => {
  const lines = linesOf(listOf(part['elements']).map(leafOf))
  return lines.length > 1 && lines.at(-1)?.length === 0 ? lines.slice(0, -1) : lines
}

const leafOf = (held: unknown): Leaf => {
  if (!isKit(held)) return { kind: 'unknown', held, style: {} }
  const style = styleOf(held['style'])
  switch (held['type']) {
    case 'text':
      return text(stringOf(held['text']), style)
    case 'link':
      return linkOf(stringOf(held['url']), stringOf(held['text']), style)
    case 'user':
      return { kind: 'person', id: stringOf(held['user_id']), label: '', style }
    case 'channel':
      return { kind: 'channel', id: stringOf(held['channel_id']), label: '', style }
    case 'usergroup':
      return { kind: 'group', id: stringOf(held['usergroup_id']), label: '', style }
    case 'team':
      return text(stringOf(held['team_id']), style)
    case 'broadcast':
      return { kind: 'broadcast', range: stringOf(held['range']), style }
    case 'emoji':
      return emojiOf(held, style)
    case 'date':
      return dateOf(held, style)
    case 'color':
      return { kind: 'colour', value: stringOf(held['value']), style }
    default:
      return { kind: 'unknown', held, style }
  }
}

const emojiOf = (held: Kit, style: Style): Leaf => {
  const tone = numberOf(held['skin_tone'])
  const name = stringOf(held['name']) + (tone === undefined ? '' : `::skin-tone-${tone}`)
  return { kind: 'emoji', name, glyph: glyphOfPoints(stringOf(held['unicode'])) ?? emojiGlyph(name), style }
}

const dateOf = (held: Kit, style: Style): Leaf => {
  const seconds = numberOf(held['timestamp'])
  const fallback = stringOf(held['fallback'])
  if (seconds === undefined || !isMoment(seconds)) return text(fallback || stringOf(held['timestamp']), style)
  const url = stringOf(held['url'])
  return {
    kind: 'date',
    seconds,
    format: stringOf(held['format']),
    url: isOpenable(url) ? url : undefined,
    fallback,
    style,
  }
}

const styleNames = ['bold', 'italic', 'strike', 'code', 'underline', 'highlight'] as const

const styleOf = (held: unknown): Style => {
  if (!isKit(held)) return {}
  const on = styleNames.filter(
    (name) => held[name] === true || (name === 'highlight' && held['client_highlight'] === true),
  )
  return Object.fromEntries(on.map((name) => [name, true]))
}
