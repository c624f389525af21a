import type { Place } from './place.ts'
import { isObject } from './shape.ts'

/**
 * Ids that appear twice, more than one focused element, and more markdown than a payload may hold: the rules that look
 * at all blocks together. Slack asks that an `action_id` be unique in its block; here it must be unique in the whole
 * payload, so that a press is never ambiguous, with or without its block_id.
 */
export function checkIdentity(blocks: readonly unknown[], at: Place): void {
  const blockIds = new Set<string>()
  const actionIds = new Set<string>()
  let focused = 0
  blocks.forEach((block, index) => {
    if (!isObject(block)) return
    const here = at.into(index)
    const blockId = block['block_id']
    if (typeof blockId === 'string') once(blockIds, blockId, 'block_id', here)
    for (const [path, element] of elementsOf(block)) {
      const actionId = element['action_id']
      if (typeof actionId === 'string')
        once(
          actionIds,
          actionId,
          'action_id',
          path.reduce((to, key) => to.into(key), here),
        )
      if (element['focus_on_load'] === true) focused += 1
    }
  })
  if (focused > 1) at.say('only one element may have focus_on_load')
}

function once(seen: Set<string>, id: string, name: string, at: Place): void {
  if (seen.has(id)) at.into(name).say(`\`${name}\` "${id}" already exists`)
  seen.add(id)
}

function elementsOf(block: Record<string, unknown>): [path: (string | number)[], element: Record<string, unknown>][] {
  const found: [(string | number)[], Record<string, unknown>][] = []
  for (const name of ['accessory', 'element']) {
    const held = block[name]
    if (isObject(held)) found.push([[name], held])
  }
  if (Array.isArray(block['elements'])) {
    block['elements'].forEach((held: unknown, index) => {
      if (isObject(held)) found.push([['elements', index], held])
    })
  }
  return found
}
