import type { SectionBlock } from '@slack/types'
import type { T } from '../../text/text.ts'
import { button, section } from './message.ts'
import { type Listed, listLine } from './list.ts'

/** The action_ids of one button under each of the incidents: Slack wants them to differ within a message or a form. */
export const actionsNamed = (name: string): readonly string[] => [`${name}-1`, `${name}-2`, `${name}-3`]

/** Open incidents that a new one may be the same as, each with a button that says so; as many as there are actions. */
export const alikeBlocks = (
  lines: readonly Listed[],
  label: string,
  actionIds: readonly string[],
  valueOf: (line: Listed) => string,
  t: T,
): SectionBlock[] =>
  actionIds
    .flatMap((action, index) => {
      const line = lines[index]
      return line === undefined ? [] : [section([listLine(line, t)], button(label, action, valueOf(line)))]
    })
    .filter((block) => block !== undefined)
