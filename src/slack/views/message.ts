import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  ContextBlock,
  KnownBlock,
  PlainTextOption,
  SectionBlock,
  StaticSelect,
} from '@slack/types'
import { limits } from '../limits.ts'
import { mrkdwn, plain } from '../mrkdwn.ts'
import { escapedPieces } from './timeline-pieces.ts'

/**
 * What `chat.postMessage` and `chat.update` take. `text` is for notifications and screen readers: whole, without
 * layout.
 */
export type MessageView = { readonly text: string; readonly blocks: KnownBlock[] }

type Lines = readonly (string | undefined)[]

/**
 * A message of blocks, with the lines that say the same without them. Lines are mrkdwn already; undefined ones are left
 * out.
 */
export const message = (lines: Lines, blocks: readonly (KnownBlock | undefined)[]): MessageView => ({
  text: mrkdwn(joined(lines), limits.text).text,
  blocks: blocks.filter((block) => block !== undefined),
})

const joined = (lines: Lines): string => lines.filter((line) => line !== undefined && line !== '').join('\n')

/** Lines of mrkdwn as one section; undefined when no line is left. */
export const section = (
  lines: Lines,
  accessory?: SectionBlock['accessory'],
  blockId?: string,
): SectionBlock | undefined => {
  const text = joined(lines)
  if (text === '') return undefined
  return {
    type: 'section',
    text: mrkdwn(text),
    ...(blockId !== undefined && { block_id: blockId }),
    ...(accessory !== undefined && { accessory }),
  }
}

/** Lines of mrkdwn in small print; undefined when no line is left. */
export const context = (lines: Lines): ContextBlock | undefined => {
  const text = joined(lines)
  return text === '' ? undefined : { type: 'context', elements: [mrkdwn(text)] }
}

/** Buttons and menus; undefined when there are none. `blockId` tells the handler of a menu which incident is meant. */
export const actions = (elements: readonly ActionsBlockElement[], blockId?: string): ActionsBlock | undefined =>
  elements.length === 0
    ? undefined
    : { type: 'actions', elements: [...elements], ...(blockId !== undefined && { block_id: blockId }) }

/** `value` is opaque (an id), never a proof of permission. */
export const button = (label: string, actionId: string, value: string, style?: 'primary' | 'danger'): Button => ({
  type: 'button',
  text: plain(label, limits.button),
  action_id: actionId,
  value,
  ...(style !== undefined && { style }),
})

/** A choice in a menu, cut to what Slack takes. */
export const option = (label: string, value: string, description?: string): PlainTextOption => ({
  text: plain(label, limits.option),
  value,
  ...(description !== undefined && { description: plain(description, limits.option) }),
})

/** A menu of a few fixed options; `chosen` is the value that it shows, the placeholder where there is none. */
export const menu = (
  actionId: string,
  placeholder: string,
  options: readonly PlainTextOption[],
  chosen?: string,
): StaticSelect => {
  const initial = options.find(({ value }) => value === chosen)
  return {
    type: 'static_select',
    action_id: actionId,
    placeholder: plain(placeholder, limits.placeholder),
    options: [...options],
    ...(initial !== undefined && { initial_option: initial }),
  }
}

/** A line that stands out. Slack's bold ends at a line break, so it takes one line. */
export const bold = (line: string): string => `*${line}*`

/** How many sections one text may take: with them a message stays under Slack's `msg_blocks_too_long`. */
const sectionsOfText = 3

/**
 * A text that people typed, whole: escaping can make it longer than one section holds, so it goes into as many as it
 * takes. Only a text that is almost all markup characters is cut. `expand`: without it Slack folds a long section
 * behind "See more".
 */
export const typedSections = (typed: string): SectionBlock[] =>
  escapedPieces(typed, limits.text)
    .slice(0, sectionsOfText)
    .map((text) => ({ type: 'section', text: mrkdwn(text), expand: true }))
