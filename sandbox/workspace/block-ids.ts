import type { Kit } from './state.ts'
import type { Workspace } from './workspace.ts'

const isKit = (value: unknown): value is Kit => typeof value === 'object' && value !== null && !Array.isArray(value)

const interactive = (element: Kit): boolean =>
  typeof element['type'] === 'string' && !['image', 'mrkdwn', 'plain_text'].includes(element['type'])

const withActionId = (workspace: Workspace, element: unknown): unknown =>
  isKit(element) && interactive(element) && element['action_id'] === undefined
    ? { ...element, action_id: workspace.id('act') }
    : element

/** Blocks as Slack stores them: every block gets a `block_id` and every control an `action_id`, if it has none. */
export const withBlockIds = (workspace: Workspace, blocks: Kit[]): Kit[] =>
  blocks.map((block) => ({
    ...block,
    block_id: block['block_id'] ?? workspace.id('blk'),
    ...(block['type'] === 'actions' && Array.isArray(block['elements'])
      ? { elements: block['elements'].map((element: unknown) => withActionId(workspace, element)) }
      : {}),
    ...(block['accessory'] === undefined ? {} : { accessory: withActionId(workspace, block['accessory']) }),
    ...(block['type'] === 'input' ? { element: withActionId(workspace, block['element']) } : {}),
  }))
