import { Refusal } from '../refusal.ts'
import type { Kit } from '../workspace/state.ts'

/** Answers a part of a list: the part and `response_metadata` with the cursor of the next, empty at the end. */
export const pageOf = <Item>(
  items: Item[],
  request: { limit?: number | undefined; cursor?: string | undefined },
  usual: number,
): { items: Item[]; more: boolean; response_metadata: Kit } => {
  const start = request.cursor === undefined || request.cursor === '' ? 0 : offset(request.cursor)
  const limit = Math.min(request.limit === undefined || request.limit <= 0 ? usual : request.limit, 1000)
  const end = start + limit
  const more = end < items.length
  return {
    items: items.slice(start, end),
    more,
    response_metadata: { next_cursor: more ? Buffer.from(`offset:${end}`).toString('base64') : '' },
  }
}

const offset = (cursor: string): number => {
  const found = /^offset:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))
  if (found === null) throw new Refusal('invalid_cursor')
  return Number(found[1])
}
