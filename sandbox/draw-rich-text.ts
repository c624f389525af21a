import { type Drawing, formatDate, styled, visibleText } from './draw-text.ts'
import { isObject } from './block-kit/shape.ts'
import { wrap } from './draw-lines.ts'

/** The lines of a rich_text block. */
export function drawRichText(block: Record<string, unknown>, drawing: Drawing): string[] {
  return list(block['elements']).flatMap((part) => {
    if (!isObject(part)) return []
    switch (part['type']) {
      case 'rich_text_section':
        return wrap(inline(part, drawing), drawing.width)
      case 'rich_text_quote':
        return prefixed('│ ', inline(part, drawing), drawing)
      case 'rich_text_preformatted':
        return prefixed('┆ ', inline(part, drawing), drawing)
      case 'rich_text_list':
        return drawList(part, drawing)
      default:
        return [`[? ${String(part['type'])}]`]
    }
  })
}

function drawList(part: Record<string, unknown>, drawing: Drawing): string[] {
  const indent = '  '.repeat(typeof part['indent'] === 'number' ? part['indent'] : 0)
  const first = typeof part['offset'] === 'number' ? part['offset'] + 1 : 1
  return list(part['elements']).flatMap((item, index) => {
    const mark = part['style'] === 'ordered' ? `${first + index}. ` : '• '
    const [head = '', ...rest] = wrap(
      isObject(item) ? inline(item, drawing) : '',
      drawing.width - indent.length - mark.length,
    )
    return [indent + mark + head, ...rest.map((line) => indent + ' '.repeat(mark.length) + line)]
  })
}

function prefixed(mark: string, text: string, drawing: Drawing): string[] {
  return wrap(text, drawing.width - mark.length).map((line) => mark + line)
}

function inline(part: Record<string, unknown>, drawing: Drawing): string {
  return list(part['elements'])
    .map((leaf) => (isObject(leaf) ? drawLeaf(leaf, drawing) : ''))
    .join('')
}

function drawLeaf(leaf: Record<string, unknown>, drawing: Drawing): string {
  const named = (mark: string, field: string) =>
    styled(`${mark}${drawing.names(string(leaf[field])) ?? string(leaf[field])}`, 'cyan', drawing)
  switch (leaf['type']) {
    case 'text':
      return drawStyle(visibleText(string(leaf['text'])), leaf['style'], drawing)
    case 'link':
      return leaf['text'] === undefined
        ? string(leaf['url'])
        : `${styled(visibleText(string(leaf['text'])), 'underline', drawing)} (${string(leaf['url'])})`
    case 'user':
      return named('@', 'user_id')
    case 'usergroup':
      return named('@', 'usergroup_id')
    case 'channel':
      return named('#', 'channel_id')
    case 'broadcast':
      return styled(`@${string(leaf['range'])}`, 'red', drawing)
    case 'emoji':
      return `:${string(leaf['name'])}:`
    case 'date':
      return formatDate(Number(leaf['timestamp']) * 1000, string(leaf['format']), drawing.tz)
    default:
      return `[? ${string(leaf['type'])}]`
  }
}

function drawStyle(text: string, style: unknown, drawing: Drawing): string {
  if (!isObject(style)) return text
  const kinds = [
    ['bold', 'bold'],
    ['italic', 'italic'],
    ['strike', 'strike'],
    ['code', 'cyan'],
  ] as const
  return kinds.reduce((drawn, [name, kind]) => (style[name] === true ? styled(drawn, kind, drawing) : drawn), text)
}

function list(held: unknown): unknown[] {
  return Array.isArray(held) ? held : []
}

function string(held: unknown): string {
  return typeof held === 'string' ? held : String(held ?? '')
}
