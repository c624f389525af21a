import type { Parts } from '../parts.ts'
import { app, verificationToken } from '../workspace/identity.ts'
import { messageShape } from '../workspace/shapes.ts'
import type { Channel, Kit, Message, User } from '../workspace/state.ts'
import type { Outcome } from './command.ts'
import { Impossible, nameOf, teamPart, userPart } from './who.ts'

const find = (parts: Parts, type: 'global' | 'message', name: string): string => {
  const found = parts.manifest.shortcuts.find(
    (one) => one.type === type && (one.name === name || one.callback_id === name),
  )
  if (found !== undefined) return found.callback_id
  if (parts.manifest.shortcuts.length === 0) return name
  throw new Impossible('unknown-name', `there is no ${type} shortcut called ${name}`, name)
}

const send = async (parts: Parts, user: User, payload: Kit): Promise<Outcome> => {
  if (user.is_stranger) throw new Impossible('no-shortcuts', `${user.name} does not have the app's shortcuts`)
  const ack = await parts.delivery.ask('interactive', {
    token: verificationToken,
    action_ts: parts.workspace.ts(),
    team: teamPart(user),
    user: userPart(user),
    enterprise: null,
    is_enterprise_install: false,
    api_app_id: app.id,
    trigger_id: parts.triggers.issue(user.id),
    ...payload,
  })
  return ack.ok ? { ok: true, ms: ack.ms } : { ok: false, ms: ack.ms, error: ack.error }
}

/** Runs a shortcut from anywhere, by its name in the manifest (or its callback id). It has no response_url. */
export const runShortcut = async (parts: Parts, user: User, name: string): Promise<Outcome> =>
  send(parts, user, { type: 'shortcut', callback_id: find(parts, 'global', name) })

/** Runs a shortcut from a message's menu; it works in channels where the bot is no member, too. */
export const runMessageShortcut = async (
  parts: Parts,
  user: User,
  name: string,
  at: { channel: Channel; message: Message },
): Promise<Outcome> => {
  const { channel, message } = at
  const callback = find(parts, 'message', name)
  return send(parts, user, {
    type: 'message_action',
    callback_id: callback,
    channel: { id: channel.id, name: nameOf(channel) },
    message_ts: message.ts,
    message: messageShape(parts.workspace, channel, message),
    response_url: parts.responseUrls.issue({
      channel: channel.id,
      user: user.id,
      message: null,
      thread_ts: message.thread_ts,
    }),
  })
}
