import { z } from 'zod'
import { checkSentView } from '../api/views.ts'
import { kit } from '../api/method.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { app, verificationToken } from '../workspace/identity.ts'
import { placed } from '../workspace/inputs.ts'
import { viewShape } from '../workspace/shapes.ts'
import type { Kit, User, View } from '../workspace/state.ts'
import { find, push, replace, stackOf } from '../workspace/views.ts'
import { complaints } from './required.ts'
import { controlOn, press, put } from './press.ts'
import type { Use } from './press.ts'
import { Impossible, teamPart, userPart } from './who.ts'
import type { Outcome } from './command.ts'

/** What comes of a submit: errors under their blocks, or the form that stands there now (none: all closed). */
export type Submitted = Outcome & { errors?: Record<string, string>; view?: View | undefined }

const response = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: kit }),
  z.object({ response_action: z.literal('push'), view: kit }),
  z.object({ response_action: z.literal('clear') }),
])

const payloadOf = (parts: Parts, user: User, view: View, type: string): Kit => ({
  type,
  team: teamPart(user, true),
  user: userPart(user),
  api_app_id: app.id,
  token: verificationToken,
  view: viewShape(view),
  enterprise: null,
  is_enterprise_install: false,
  ...(type === 'view_submission' ? { trigger_id: parts.triggers.issue(user.id, view.id), response_urls: [] } : {}),
})

/** The form on top before this person. */
export const topForm = (parts: Parts, user: User): View => {
  const view = stackOf(parts.workspace, user.id).at(-1)
  if (view === undefined) throw new Impossible('gone', `${user.name} has no form open`)
  return view
}

/**
 * Puts a value into a field; the app hears of it at once where the block asks for that (`dispatch_action`), unless it is
 * done quietly: a client holds what is being typed long before anybody presses Enter.
 */
export const fill = async (parts: Parts, user: User, view: View, use: Use, isQuiet = false): Promise<Outcome> => {
  const surface = { kind: 'view', view } as const
  const control = controlOn(surface, use)
  if (!isQuiet && (control.block['type'] !== 'input' || control.block['dispatch_action'] === true))
    return press(parts, user, surface, use)
  put(user, surface, control, use.value)
  parts.workspace.changes.bump()
  return { ok: true, ms: 0 }
}

const closeTop = (parts: Parts, user: User, view: View): void => {
  const stack = stackOf(parts.workspace, user.id)
  const at = stack.indexOf(view)
  if (at >= 0) stack.splice(at, 1)
  if (view.clear_on_close) stack.length = 0
  parts.workspace.changes.bump()
}

/** Does what the ack of a submit says. */
const obey = (parts: Parts, user: User, view: View, body: unknown): Record<string, string> | undefined => {
  const read = response.safeParse(body)
  if (!read.success) {
    const empty =
      body === undefined || body === '' || (typeof body === 'object' && body !== null && Object.keys(body).length === 0)
    if (!empty) throw new Refusal('invalid_response_action')
    closeTop(parts, user, view)
    return undefined
  }
  const answer = read.data
  switch (answer.response_action) {
    case 'errors': {
      const blocks = placed(view.blocks).filter((one) => one.block['type'] === 'input')
      const strange = Object.keys(answer.errors).find((id) => !blocks.some((one) => one.blockId === id))
      if (strange !== undefined) throw new Refusal('invalid_response_action', { block: strange })
      view.errors = answer.errors
      parts.workspace.changes.bump()
      return answer.errors
    }
    case 'update': {
      checkSentView(answer.view, 'modal')
      const found = find(parts.workspace, view.id)
      if (found !== undefined) replace(parts.workspace, found.stack, found.view, answer.view)
      return undefined
    }
    case 'push':
      checkSentView(answer.view, 'modal')
      if (push(parts.workspace, user.id, answer.view) === undefined) throw new Refusal('push_limit_reached')
      return undefined
    case 'clear':
      parts.workspace.state.stacks[user.id] = []
      parts.workspace.changes.bump()
      return undefined
    default: {
      const never: never = answer
      return never
    }
  }
}

/** Presses the form's own button. Fields left empty or too long are stopped by the client, as in Slack. */
export const submit = async (parts: Parts, user: User, view: View): Promise<Submitted> => {
  const own = complaints(view)
  if (Object.keys(own).length > 0) {
    view.errors = own
    parts.workspace.changes.bump()
    return { ok: false, ms: 0, error: 'incomplete', errors: own, view }
  }
  view.errors = {}
  const ack = await parts.delivery.ask('interactive', payloadOf(parts, user, view, 'view_submission'))
  if (!ack.ok) return { ok: false, ms: ack.ms, error: ack.error, view }
  try {
    const current = find(parts.workspace, view.id)?.view ?? view
    const errors = obey(parts, user, current, ack.body)
    const top = stackOf(parts.workspace, user.id).at(-1)
    return { ok: errors === undefined, ms: ack.ms, view: top, ...(errors === undefined ? {} : { errors }) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ok: false, ms: ack.ms, error: `${error.error} ${JSON.stringify(error.extra)}`, view }
  }
}

/** Closes the form on top (its close button), or all of them (the x): the app hears of it where it asked to. */
export const close = async (parts: Parts, user: User, all: boolean): Promise<Outcome> => {
  const stack = stackOf(parts.workspace, user.id)
  const view = topForm(parts, user)
  const told = all ? (stack[0] ?? view) : view
  const notify = all ? stack.some((one) => one.notify_on_close) : view.notify_on_close
  const payload = { ...payloadOf(parts, user, told, 'view_closed'), is_cleared: all }
  if (all) stack.length = 0
  else closeTop(parts, user, view)
  parts.workspace.changes.bump()
  if (!notify) return { ok: true, ms: 0 }
  const ack = await parts.delivery.ask('interactive', payload)
  return ack.ok ? { ok: true, ms: ack.ms } : { ok: false, ms: ack.ms, error: ack.error }
}
