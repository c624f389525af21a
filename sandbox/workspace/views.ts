import { randomBytes } from 'node:crypto'
import { withBlockIds } from './block-ids.ts'
import { initialValues } from './inputs.ts'
import type { Kit, View } from './state.ts'
import type { Workspace } from './workspace.ts'

/** Forms that may lie on top of each other (docs.slack.dev/surfaces/modals). */
const maxStack = 3

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const kit = (value: unknown): Kit | undefined =>
  typeof value === 'object' && value !== null ? { ...value } : undefined

const newHash = (workspace: Workspace): string => `${workspace.seconds()}.${randomBytes(4).toString('hex')}`

/** A view as stored, made of a view as sent; `before` is the one it takes the place of, whose id it keeps. */
const viewOf = (workspace: Workspace, sent: Kit, before: View | undefined): View => {
  const blocks = withBlockIds(workspace, Array.isArray(sent['blocks']) ? sent['blocks'] : [])
  const id = before?.id ?? workspace.id('V')
  return {
    id,
    type: sent['type'] === 'home' ? 'home' : 'modal',
    blocks,
    title: kit(sent['title']),
    submit: kit(sent['submit']),
    close: kit(sent['close']),
    callback_id: text(sent['callback_id']),
    private_metadata: text(sent['private_metadata']),
    external_id: text(sent['external_id']),
    clear_on_close: sent['clear_on_close'] === true,
    notify_on_close: sent['notify_on_close'] === true,
    hash: newHash(workspace),
    previous_view_id: before?.previous_view_id ?? null,
    root_view_id: before?.root_view_id ?? id,
    // What was typed stays only where block and action keep their ids (docs.slack.dev/surfaces/modals).
    values: initialValues(blocks, before?.values ?? {}),
    errors: {},
  }
}

/** The forms open before this person, the top one last. */
export const stackOf = (workspace: Workspace, user: string): View[] => (workspace.state.stacks[user] ??= [])

/** Opens a form before this person; whatever the app had open there is gone. */
export const open = (workspace: Workspace, user: string, sent: Kit): View => {
  const view = viewOf(workspace, sent, undefined)
  workspace.state.stacks[user] = [view]
  workspace.changes.bump()
  return view
}

/** Lays a form on top of those that are open; undefined when the stack is full. */
export const push = (workspace: Workspace, user: string, sent: Kit): View | undefined => {
  const stack = stackOf(workspace, user)
  if (stack.length >= maxStack) return undefined
  const view = viewOf(workspace, sent, undefined)
  const below = stack.at(-1)
  if (below !== undefined) {
    view.previous_view_id = below.id
    view.root_view_id = below.root_view_id
  }
  stack.push(view)
  workspace.changes.bump()
  return view
}

/** Puts another form in the place of one that is open. */
export const replace = (workspace: Workspace, stack: View[], view: View, sent: Kit): View => {
  const next = viewOf(workspace, sent, view)
  stack.splice(stack.indexOf(view), 1, next)
  workspace.changes.bump()
  return next
}

/** Puts up a person's home page. */
export const publish = (workspace: Workspace, user: string, sent: Kit): View => {
  const view = viewOf(workspace, sent, workspace.state.homes[user])
  workspace.state.homes[user] = view
  workspace.changes.bump()
  return view
}

/** The open form with this id (or external id) and the stack it is in. */
export const find = (workspace: Workspace, id: string): { view: View; stack: View[]; user: string } | undefined => {
  for (const [user, stack] of Object.entries(workspace.state.stacks)) {
    const view = stack.find((one) => one.id === id || (one.external_id !== '' && one.external_id === id))
    if (view !== undefined) return { view, stack, user }
  }
  return undefined
}
