import { type Drawing, drawTextObject, formatDate, styled, visibleText } from './draw-text.ts'
import { isObject } from './block-kit/shape.ts'

/** An element as a piece of a line: `[ Join ]`, `[Severity: sev1 ▾]`. One that is not known shows its name. */
export function drawElement(element: unknown, drawing: Drawing): string {
  if (!isObject(element)) return '[?]'
  const { type } = element
  switch (type) {
    case 'button':
    case 'workflow_button':
      return drawButton(element, drawing)
    case 'overflow':
      return `[⋯ ${labels(element['options'], drawing).join(' · ')}]`
    case 'radio_buttons':
      return drawChoices(element, ['(•)', '( )'], drawing)
    case 'checkboxes':
      return drawChoices(element, ['[x]', '[ ]'], drawing)
    case 'image':
      return `[image: ${text(element['alt_text'])}]`
    case 'file_input':
      return `[attach files, at most ${String(element['max_files'] ?? 10)}]`
    case 'mrkdwn':
    case 'plain_text':
      return drawTextObject(element, drawing)
    default:
      if (typeof type === 'string' && /select$|picker$/.test(type)) return drawMenu(element, drawing)
      if (typeof type === 'string' && type.endsWith('_input')) return drawInput(element, drawing)
      return `[? ${text(type)}]`
  }
}

function drawButton(element: Record<string, unknown>, drawing: Drawing): string {
  const away = element['url'] === undefined ? '' : ' ↗'
  const box = `[ ${drawTextObject(element['text'], drawing)}${away} ]`
  if (element['style'] === 'primary') return styled(box, 'green', drawing)
  return element['style'] === 'danger' ? styled(box, 'red', drawing) : styled(box, 'bold', drawing)
}

function drawMenu(element: Record<string, unknown>, drawing: Drawing): string {
  const name = drawTextObject(element['placeholder'], drawing)
  const chosen = chosenIn(element, drawing).join(', ')
  return `[${[name, chosen].filter((part) => part !== '').join(': ')} ▾]`
}

function chosenIn(element: Record<string, unknown>, drawing: Drawing): string[] {
  const named = ['user', 'channel', 'conversation'].flatMap((kind) => [
    ...list(element[`initial_${kind}s`]),
    ...list(element[`initial_${kind}`]),
  ])
  const moment = element['initial_date_time']
  return [
    ...labels([...list(element['initial_option']), ...list(element['initial_options'])], drawing),
    ...named.map((id) => drawing.names(text(id)) ?? text(id)),
    ...list(element['initial_date']).map(text),
    ...list(element['initial_time']).map(text),
    ...(typeof moment === 'number' ? [formatDate(moment * 1000, '{date_num} {time}', drawing.tz)] : []),
  ]
}

function drawChoices(element: Record<string, unknown>, [on, off]: [string, string], drawing: Drawing): string {
  const initial = [...list(element['initial_option']), ...list(element['initial_options'])]
  const chosen = new Set(initial.map((option) => (isObject(option) ? option['value'] : undefined)))
  return list(element['options'])
    .map((option) => {
      const mark = isObject(option) && chosen.has(option['value']) ? on : off
      return `${mark} ${labels([option], drawing).join('')}`
    })
    .join('  ')
}

function drawInput(element: Record<string, unknown>, drawing: Drawing): string {
  const typed = element['initial_value']
  const shown =
    typeof typed === 'string' && typed !== ''
      ? visibleText(typed)
      : styled(drawTextObject(element['placeholder'], drawing), 'dim', drawing)
  return `[${shown === '' ? ' '.repeat(20) : shown}]`
}

function labels(options: unknown, drawing: Drawing): string[] {
  return list(options).flatMap((option) => (isObject(option) ? [drawTextObject(option['text'], drawing)] : []))
}

function list(held: unknown): unknown[] {
  return Array.isArray(held) ? held : held === undefined || held === null ? [] : [held]
}

function text(held: unknown): string {
  return typeof held === 'string' ? held : String(held ?? '')
}
