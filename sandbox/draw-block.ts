import { type Drawing, drawMrkdwn, drawTextObject, styled, visibleText } from './draw-text.ts'
import { columns, flow, pad, wrap } from './draw-lines.ts'
import { drawElement } from './draw-element.ts'
import { drawRichText } from './draw-rich-text.ts'
import { isObject } from './block-kit/shape.ts'

/** The lines of one block. One that is not known shows its name. */
function drawBlock(block: unknown, drawing: Drawing): string[] {
  if (!isObject(block)) return ['[?]']
  const { width } = drawing
  switch (block['type']) {
    case 'divider':
      return ['─'.repeat(width)]
    case 'header':
      return wrap(drawTextObject(block['text'], drawing), width).map((line) => styled(line, 'bold', drawing))
    case 'section':
      return drawSection(block, drawing)
    case 'context':
      return flow(elements(block, drawing), width).map((line) => styled(line, 'dim', drawing))
    case 'actions':
      return flow(elements(block, drawing), width)
    case 'input':
      return drawInputBlock(block, drawing)
    case 'rich_text':
      return drawRichText(block, drawing)
    case 'image':
      return [`[image: ${String(block['alt_text'])}]`]
    case 'video':
      return [`[video: ${drawTextObject(block['title'], drawing)}]`]
    case 'file':
      return [`[file: ${String(block['external_id'])}]`]
    case 'markdown':
      return wrap(visibleText(String(block['text'])), width)
    default:
      return [`[? ${String(block['type'])}]`]
  }
}

/** Blocks one below the other, as a message without blocks shows its text. */
export function drawBlocks(blocks: readonly unknown[], drawing: Drawing): string[] {
  return blocks.flatMap((block) => drawBlock(block, drawing))
}

/** A message's `text`, which is mrkdwn. */
export function drawText(text: string, drawing: Drawing): string[] {
  return wrap(drawMrkdwn(text, drawing), drawing.width)
}

function drawSection(block: Record<string, unknown>, drawing: Drawing): string[] {
  const { width } = drawing
  const lines = block['text'] === undefined ? [] : wrap(drawTextObject(block['text'], drawing), width)
  const accessory = block['accessory'] === undefined ? '' : drawElement(block['accessory'], drawing)
  const first = lines[0] ?? ''
  const fits = accessory !== '' && lines.length > 0 && columns(first) + 2 + columns(accessory) <= width
  const text = fits ? [pad(first, width - columns(accessory)) + accessory, ...lines.slice(1)] : lines
  const fields = Array.isArray(block['fields']) ? drawFields(block['fields'], drawing) : []
  return [...text, ...fields, ...(fits || accessory === '' ? [] : wrap(accessory, width))]
}

/** Two columns, as on a desktop. */
function drawFields(fields: readonly unknown[], drawing: Drawing): string[] {
  const half = Math.floor((drawing.width - 2) / 2)
  const cells = fields.map((field) => wrap(drawTextObject(field, drawing), half))
  return cells.flatMap((left, index) => {
    if (index % 2 === 1) return []
    const right = cells[index + 1] ?? []
    const height = Math.max(left.length, right.length)
    return Array.from({ length: height }, (_, row) => `${pad(left[row] ?? '', half)}  ${right[row] ?? ''}`.trimEnd())
  })
}

function drawInputBlock(block: Record<string, unknown>, drawing: Drawing): string[] {
  const optional = block['optional'] === true ? styled(' (optional)', 'dim', drawing) : ''
  const label = styled(drawTextObject(block['label'], drawing), 'bold', drawing)
  const hint = drawTextObject(block['hint'], drawing)
  return [
    ...wrap(label + optional, drawing.width),
    ...wrap(drawElement(block['element'], drawing), drawing.width),
    ...(hint === '' ? [] : wrap(hint, drawing.width).map((line) => styled(line, 'dim', drawing))),
  ]
}

function elements(block: Record<string, unknown>, drawing: Drawing): string[] {
  return Array.isArray(block['elements']) ? block['elements'].map((element) => drawElement(element, drawing)) : []
}
