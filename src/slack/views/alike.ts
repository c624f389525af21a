import type { SectionBlock } from '@slack/types'
import type { T } from '../../text/text.ts'
import { button, section } from './message.ts'
import { type Listed, listLine } from './list.ts'

/** Open incidents that a new one may be the same as, each with a button that says so. */
export const alikeBlocks = (
  lines: readonly Listed[],
  label: string,
  action: string,
  valueOf: (line: Listed) => string,
  t: T,
): SectionBlock[] =>
  lines
    .map((line) => section([listLine(line, t)], button(label, action, valueOf(line))))
    .filter((block) => block !== undefined)
