import type { KnownBlock } from '@slack/types'

/**
 * Slack's numbers, in one place. Lengths are compared in UTF-16 units, which is never looser than Slack's own counting.
 * Block Kit: the JSDoc of `@slack/types` 3.2.0 and docs.slack.dev/reference/block-kit; where the two differ, the
 * smaller.
 */
export const limits = {
  messageBlocks: 50,
  viewBlocks: 100,
  viewBytes: 250_000,
  privateMetadata: 3000,
  callbackId: 255,
  blockId: 255,
  actionId: 255,
  /** A modal's title, submit and close: https://docs.slack.dev/reference/views/modal-views */
  formTitle: 24,
  text: 3000,
  fields: 10,
  field: 2000,
  header: 150,
  contextElements: 10,
  actionsElements: 25,
  button: 75,
  /** What a button shows before Slack cuts it: the JSDoc of `Button`. */
  buttonShown: 30,
  buttonValue: 2000,
  url: 3000,
  option: 75,
  /** 75 in `@slack/types`, 150 in the option object's page. */
  optionValue: 75,
  options: 100,
  overflowOptions: 5,
  choices: 10,
  placeholder: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  label: 2000,
  hint: 2000,
  /** The most that a plain_text_input takes. */
  input: 3000,
  altText: 2000,

  /** `chat.update` refuses more with `msg_too_long`: https://docs.slack.dev/reference/methods/chat.update */
  messageText: 4000,
  /** Our own: Slack refuses `msg_blocks_too_long` a little above this, and does not publish where. */
  messageCharacters: 11_000,

  /** https://docs.slack.dev/reference/methods/conversations.setTopic; the purpose has the same. */
  topic: 250,
  /** Users in one `conversations.invite`: https://docs.slack.dev/reference/methods/conversations.invite */
  invite: 100,

  /** Our own: how much of an incident's title a message shows. The record keeps all of it. */
  titleShown: 150,
} as const

/** The characters in every `text` string inside blocks: what Slack weighs against `msg_blocks_too_long`. */
export function charactersIn(held: unknown): number {
  if (Array.isArray(held)) return held.reduce((sum: number, one) => sum + charactersIn(one), 0)
  if (typeof held !== 'object' || held === null) return 0
  return Object.entries(held).reduce(
    (sum, [name, value]) => sum + (name === 'text' && typeof value === 'string' ? value.length : charactersIn(value)),
    0,
  )
}

/** Whether blocks go into one message: at most 50, and at most `messageCharacters` in all. */
export function fitsMessage(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= limits.messageBlocks && charactersIn(blocks) <= limits.messageCharacters
}

/**
 * Items in their order, in as few groups as keep each group's sizes within `budget` and its number within `most`.
 * Nothing is dropped: an item that alone exceeds the budget stands alone.
 */
export function splitByBudget<Item>(
  items: readonly Item[],
  sizeOf: (item: Item) => number,
  budget: number,
  most: number = Number.POSITIVE_INFINITY,
): Item[][] {
  const groups: Item[][] = []
  let room = 0
  for (const item of items) {
    const size = sizeOf(item)
    const group = groups.at(-1)
    if (group === undefined || size > room || group.length >= most) {
      groups.push([item])
      room = budget - size
    } else {
      group.push(item)
      room -= size
    }
  }
  return groups
}
