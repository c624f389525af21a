import { z } from 'zod'
import { checkView } from '../block-kit/check.ts'
import type { Parts } from '../parts.ts'
import { Refusal, refusalWith } from '../refusal.ts'
import { viewShape } from '../workspace/shapes.ts'
import type { Kit, View } from '../workspace/state.ts'
import { find, open, publish, push, replace, stackOf } from '../workspace/views.ts'
import { knownUser } from './lookup.ts'
import { json, kit, method } from './method.ts'
import type { Method } from './method.ts'

const maxViewBytes = 250 * 1024

/** Refuses a view as views.* do, with the reasons. */
export const checkSentView = (view: Kit, type: 'modal' | 'home'): void => {
  if (Buffer.byteLength(JSON.stringify(view)) > maxViewBytes) throw new Refusal('view_too_large')
  if (view['type'] !== type) throw refusalWith('invalid_arguments', [`type must be ${type} [json-pointer:/view/type]`])
  const reasons = checkView(view)
  if (reasons.length > 0) throw refusalWith('invalid_arguments', reasons)
}

const checkExternalId = (parts: Parts, view: Kit): void => {
  const id = view['external_id']
  if (typeof id === 'string' && id !== '' && find(parts.workspace, id) !== undefined)
    throw new Refusal('duplicate_external_id')
}

const triggered = z.object({
  trigger_id: z.string().optional(),
  interactivity_pointer: z.string().optional(),
  view: json(kit),
})

const answer = (view: View): Kit => ({ view: viewShape(view) })

/** Forms and home pages. They need no scope. */
export const viewMethods: Method[] = [
  method({
    name: 'views.open',
    tier: 't4',
    args: triggered,
    run: (parts, args) => {
      checkSentView(args.view, 'modal')
      checkExternalId(parts, args.view)
      const { user } = parts.triggers.exchange(args.trigger_id ?? '')
      return answer(open(parts.workspace, user, args.view))
    },
  }),
  method({
    name: 'views.push',
    tier: 't4',
    args: triggered,
    run: (parts, args) => {
      checkSentView(args.view, 'modal')
      checkExternalId(parts, args.view)
      const { user } = parts.triggers.exchange(args.trigger_id ?? '')
      if (stackOf(parts.workspace, user).length === 0) throw new Refusal('not_found')
      const view = push(parts.workspace, user, args.view)
      if (view === undefined) throw new Refusal('push_limit_reached')
      return answer(view)
    },
  }),
  method({
    name: 'views.update',
    tier: 't4',
    args: z.object({
      view_id: z.string().optional(),
      external_id: z.string().optional(),
      hash: z.string().optional(),
      view: json(kit),
    }),
    run: (parts, args) => {
      checkSentView(args.view, 'modal')
      const found = find(parts.workspace, args.view_id ?? args.external_id ?? '')
      if (found === undefined) throw new Refusal('not_found')
      if (args.hash !== undefined && args.hash !== found.view.hash) throw new Refusal('hash_conflict')
      return answer(replace(parts.workspace, found.stack, found.view, args.view))
    },
  }),
  method({
    name: 'views.publish',
    tier: 't4',
    args: z.object({ user_id: z.string().optional(), hash: z.string().optional(), view: json(kit) }),
    run: (parts, args) => {
      checkSentView(args.view, 'home')
      const user = knownUser(parts, args.user_id)
      const now = parts.workspace.state.homes[user.id]
      if (args.hash !== undefined && now !== undefined && args.hash !== now.hash) throw new Refusal('hash_conflict')
      return answer(publish(parts.workspace, user.id, args.view))
    },
  }),
]
