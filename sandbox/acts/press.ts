import type { Parts } from '../parts.ts'
import { app, verificationToken } from '../workspace/identity.ts'
import { fieldOf, initialValues, placed } from '../workspace/inputs.ts'
import type { Placed } from '../workspace/inputs.ts'
import { messageShape, viewShape } from '../workspace/shapes.ts'
import type { Channel, Ephemeral, Kit, Message, User, Values, View } from '../workspace/state.ts'
import type { Outcome } from './command.ts'
import { Impossible, nameOf, teamPart, userPart } from './who.ts'

/** Where the control stands that is used. */
export type Surface =
  | { kind: 'message'; channel: Channel; message: Message }
  | { kind: 'ephemeral'; channel: Channel; message: Ephemeral }
  | { kind: 'view'; view: View }

/** Which control, and what is chosen in it: an option, a user's id, a date, a text; nothing for a button. */
export interface Use {
  blockId: string
  actionId: string
  value?: unknown
}

const blocksOn = (surface: Surface): Kit[] =>
  surface.kind === 'view' ? surface.view.blocks : (surface.message.blocks ?? [])

/** The control named, on this surface. */
export const controlOn = (surface: Surface, use: Use): Placed => {
  const found = placed(blocksOn(surface)).find((one) => one.blockId === use.blockId && one.actionId === use.actionId)
  if (found === undefined) throw new Impossible('gone', `there is no control ${use.actionId} any more`)
  return found
}

/** Puts a value into a control that holds one; what it held before is gone. */
export const put = (user: User, surface: Surface, control: Placed, value: unknown): void => {
  const field = fieldOf(control.element)
  if (field === undefined) return
  const held = { type: control.element['type'], [field.key]: value ?? field.empty }
  const values = valuesOn(user, surface)
  values[control.blockId] = { ...values[control.blockId], [control.actionId]: held }
}

const valuesOn = (user: User, surface: Surface): Values => {
  if (surface.kind === 'view') return surface.view.values
  const chosen = (surface.message.chosen ??= {})
  return (chosen[user.id] ??= initialValues(blocksOn(surface), {}))
}

/** One entry of `actions`. */
const actionOf = (parts: Parts, control: Placed, value: unknown): Kit => {
  const { element, blockId, actionId } = control
  const field = fieldOf(element)
  const base = { type: element['type'], action_id: actionId, block_id: blockId, action_ts: parts.workspace.ts() }
  if (element['type'] === 'overflow') return { ...base, selected_option: value }
  if (field !== undefined) return { ...base, [field.key]: value ?? field.empty }
  const { text, value: held, style, url } = element
  return {
    ...base,
    ...(text === undefined ? {} : { text }),
    ...(held === undefined ? {} : { value: held }),
    ...(style === undefined ? {} : { style }),
    ...(url === undefined ? {} : { url }),
  }
}

const placeOf = (parts: Parts, surface: Surface, user: User): Kit => {
  const { workspace } = parts
  if (surface.kind === 'view') {
    return { container: { type: 'view', view_id: surface.view.id }, view: viewShape(surface.view) }
  }
  const { channel, message } = surface
  const ephemeral = surface.kind === 'ephemeral'
  const thread = message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }
  return {
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: ephemeral, ...thread },
    channel: { id: channel.id, name: nameOf(channel) },
    // A message that one person alone sees is not repeated in the payload.
    ...(surface.kind === 'message' ? { message: messageShape(workspace, channel, surface.message) } : {}),
    state: { values: valuesOn(user, surface) },
    response_url: parts.responseUrls.issue({
      channel: channel.id,
      user: user.id,
      message: { ts: message.ts, ephemeral },
      thread_ts: message.thread_ts,
    }),
  }
}

/** Uses a control and tells the app. */
export const press = async (parts: Parts, user: User, surface: Surface, use: Use): Promise<Outcome> => {
  const control = controlOn(surface, use)
  put(user, surface, control, use.value)
  const { kind } = surface
  parts.workspace.changes.bump(
    kind === 'message' ? { channel: surface.channel.id, ts: [surface.message.ts] } : undefined,
  )
  const action = actionOf(parts, control, use.value)
  const ack = await parts.delivery.ask('interactive', {
    type: 'block_actions',
    user: userPart(user),
    api_app_id: app.id,
    token: verificationToken,
    trigger_id: parts.triggers.issue(user.id),
    team: teamPart(user),
    enterprise: null,
    is_enterprise_install: false,
    ...placeOf(parts, surface, user),
    actions: [action],
  })
  return ack.ok ? { ok: true, ms: ack.ms } : { ok: false, ms: ack.ms, error: ack.error }
}
