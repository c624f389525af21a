import type { UsersSelect } from '@slack/types'
import type { Post } from '../../domain/effects.ts'
import type { MessageTs, UserId } from '../../domain/ids.ts'
import { type Incident, isOpen, type Role } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'
import { limits } from '../limits.ts'
import { mention, plain } from '../mrkdwn.ts'
import { blockOf, takeRoleButton } from './card-controls.ts'
import { actions, button, message, type MessageView, section } from './message.ts'
import { incidentName, roleWord } from './words.ts'

/** *Undo* under a role that was heard; its value is `undoValue`. */
export const undoRoleAction = 'undo-role'
/** The menu of people under "nobody leads"; the incident is in its block's id (`incidentOfBlock`). */
export const giveLeadAction = 'give-lead'

/** What *Undo* carries: the incident, the role and the message it was heard in, parted by colons. */
export const undoValue = (incident: Incident, role: Role, heardIn: MessageTs): string =>
  `${incident.id}:${role}:${heardIn}`

/** The acknowledgement of a role claimed in a message, with *Undo*. */
export const roleHeard = (
  { role, to, from, heardIn }: Extract<Post, { say: 'role-heard' }>,
  incident: Incident,
  t: T,
): MessageView => {
  const facts = { role: roleWord(role, t), to: mention(to) }
  const line =
    from === undefined ? t('post.role-heard', facts) : t('post.role-heard-from', { ...facts, from: mention(from) })
  const undo = button(t('post.undo-button'), undoRoleAction, undoValue(incident, role, heardIn))
  return message([line], [section([line], undo)])
}

/** What *Undo* did. */
export const roleUndone = ({ role, by, to }: Extract<Post, { say: 'role-undone' }>, t: T): MessageView => {
  const facts = { role: roleWord(role, t), by: mention(by) }
  const line = to === undefined ? t('post.role-undone', facts) : t('post.role-undone-to', { ...facts, to: mention(to) })
  return message([line], [section([line])])
}

/** The question as it stands now: asked, or answered by somebody who leads or by the end of the incident. */
export const leadQuestion = (to: UserId, incident: Incident, t: T): MessageView => {
  const holder = incident.roles.lead?.holder
  if (holder === undefined && isOpen(incident)) return leadWanted({ say: 'lead-wanted', to }, incident, t)
  const name = incidentName(incident)
  const line =
    holder === undefined
      ? t('post.lead-not-needed', { incident: name })
      : t('post.lead-found', { incident: name, who: mention(holder) })
  return message([line], [section([line])])
}

/** Asks the declarer to take the lead or to give it; nobody becomes lead without a word. */
export const leadWanted = ({ to }: Extract<Post, { say: 'lead-wanted' }>, incident: Incident, t: T): MessageView => {
  const line = t('post.lead-wanted', { to: mention(to), incident: incidentName(incident) })
  const give: UsersSelect = {
    type: 'users_select',
    action_id: giveLeadAction,
    placeholder: plain(t('post.give-lead-placeholder'), limits.placeholder),
  }
  return message(
    [line],
    [section([line]), actions([takeRoleButton('lead', incident, t), give], blockOf(incident, 'lead-wanted'))],
  )
}
