import { type Drawing, drawTextObject, formatDate, styled } from './draw-text.ts'
import { drawBlocks, drawText } from './draw-block.ts'
import { isObject } from './block-kit/shape.ts'

export type { Drawing } from './draw-text.ts'

/** What is drawn of a message; the shape is Slack's. */
export interface DrawnMessage {
  readonly text?: string
  readonly blocks?: readonly unknown[] | undefined
  readonly user?: string | undefined
  readonly username?: string
  /** Slack's `seconds.counter`. */
  readonly ts?: string
  readonly edited?: unknown
  readonly reactions?: readonly { readonly name: string; readonly count: number }[]
  readonly files?: readonly { readonly name?: string }[]
}

const plainTerminal: Drawing = { names: () => undefined, tz: 'UTC', width: 80, colour: false }

/**
 * A message as lines for a terminal, joined by newlines: who and when (if it says), its blocks or else its text, files
 * and reactions. Text is in logical order, without direction marks: a terminal that knows Hebrew and Arabic orders each
 * line by itself.
 */
export function drawMessage(message: DrawnMessage, options: Partial<Drawing> = {}): string {
  const drawing = { ...plainTerminal, ...options }
  const blocks = message.blocks ?? []
  const files = (message.files ?? []).map(({ name }) => `[file: ${name ?? 'Untitled'}]`)
  const reactions = (message.reactions ?? []).map(({ name, count }) => `:${name}: ${count}`)
  return [
    ...headLine(message, drawing),
    ...(blocks.length > 0 ? drawBlocks(blocks, drawing) : drawText(message.text ?? '', drawing)),
    ...files,
    ...(reactions.length > 0 ? [styled(reactions.join('  '), 'dim', drawing)] : []),
  ].join('\n')
}

/**
 * A modal or a Home as lines for a terminal: its title, its blocks behind a bar, its buttons. Options as in
 * `drawMessage`.
 */
export function drawView(view: unknown, options: Partial<Drawing> = {}): string {
  if (!isObject(view)) return '[? no view]'
  const drawing = { ...plainTerminal, ...options }
  const title = view['type'] === 'home' ? 'Home' : drawTextObject(view['title'], drawing)
  const inside = { ...drawing, width: drawing.width - 2 }
  const lines = drawBlocks(Array.isArray(view['blocks']) ? view['blocks'] : [], inside)
  const buttons = ['close', 'submit'].map((name) => drawTextObject(view[name], drawing)).filter((label) => label !== '')
  return [
    `┌ ${styled(title, 'bold', drawing)}`,
    ...lines.map((line) => `│ ${line}`.trimEnd()),
    `└ ${buttons.map((label) => `[ ${label} ]`).join('  ')}`.trimEnd(),
  ].join('\n')
}

function headLine({ user, username, ts, edited }: DrawnMessage, drawing: Drawing): string[] {
  const who = username ?? (user === undefined ? undefined : (drawing.names(user) ?? user))
  if (who === undefined) return []
  const clock = ts === undefined ? '' : ` ${formatDate(Number(ts) * 1000, '{time}', drawing.tz)}`
  const changed = edited === undefined ? '' : ' (edited)'
  return [styled(who, 'bold', drawing) + styled(clock + changed, 'dim', drawing)]
}
