import type { Button } from '@slack/types'
import type { Post } from '../../domain/effects.ts'
import type { Incident, ReminderKind } from '../../domain/incident.ts'
import { unansweredOf } from '../../domain/resolution.ts'
import type { T } from '../../text/text.ts'
import { escape, mention } from '../mrkdwn.ts'
import { answerButton, questionsLine } from './answers.ts'
import { postUpdateButton, resolveButton, takeRoleButton } from './card-controls.ts'
import { newEstimateAction, vendorBackAction } from './forms/vendor.ts'
import { actions, button, context, message, type MessageView, section } from './message.ts'
import { recorded, when } from './moments.ts'
import { tellCustomersAction } from './public-approval.ts'
import { publishAction } from './postmortem-root.ts'
import { judgeButtons } from './triage.ts'
import { incidentName } from './words.ts'

const minute = 60_000

/** The *Snooze* buttons, by action_id, and for how many milliseconds; their value is `reminderValue`. */
export const snoozeActions = {
  'snooze-30-min': 30 * minute,
  'snooze-1-h': 60 * minute,
  'snooze-4-h': 240 * minute,
} as const
const snoozes = ['snooze-30-min', 'snooze-1-h', 'snooze-4-h'] as const
/** *Not needed*; its value is `reminderValue`. */
export const stopReminderAction = 'stop-reminder'

/** What the answers to a reminder carry: the incident and the kind, parted by a colon. */
export const reminderValue = (incident: Incident, kind: ReminderKind): string => `${incident.id}:${kind}`

/** A reminder for one person, by name, with what they may answer. */
export const reminder = (item: Extract<Post, { say: 'reminder' }>, incident: Incident, t: T): MessageView => {
  const { kind, to, last, since, vendor } = item
  if (kind === 'triage-waiting') return triageReminder(since, incident, t)
  const facts = {
    incident: incidentName(incident),
    since: sinceWhen(kind, since, incident, t),
    vendor: escape(vendor?.name ?? '', vendorShown),
  }
  const says = kind === 'vendor-due' && vendor?.promised === false ? 'vendor-unpromised' : kind
  const line =
    to === undefined ? t(`reminder.${says}-anyone`, facts) : t(`reminder.${says}`, { ...facts, to: mention(to) })
  const end = last ? t('reminder.last') : undefined
  // Asked once more, and no more than once.
  const questions = kind === 'postmortem-unpublished' && item.count === 1 ? unansweredOf(incident) : []
  const open = questionsLine(questions, t)
  const value = reminderValue(incident, kind)
  return message(
    [line, open, end],
    [
      section([line, open]),
      context([end]),
      actions([
        ...asked(kind, incident, t),
        ...(open === undefined ? [] : [answerButton(incident, t)]),
        ...snoozes.map((snooze) => button(t(`reminder.${snooze}-button`), snooze, value)),
        button(t('reminder.not-needed-button'), stopReminderAction, value),
      ]),
    ],
  )
}

const vendorShown = 100
/** Asks whoever can judge a report, under its post in the announcement channel. */
const triageReminder = (since: number, incident: Incident, t: T): MessageView => {
  const line = t('reminder.triage-waiting', { incident: incidentName(incident), since: recorded(since, t) })
  return message([line], [section([line]), actions(judgeButtons(incident, t))])
}

/** What the reminder is about comes first, one press away. */
const asked = (kind: Exclude<ReminderKind, 'triage-waiting'>, incident: Incident, t: T): Button[] => {
  switch (kind) {
    case 'update-overdue':
      return [postUpdateButton(incident, t)]
    case 'customers-due':
      return [button(t('customers.tell-button'), tellCustomersAction, incident.id, 'primary')]
    case 'vendor-due':
      return [
        button(t('vendor.new-estimate-button'), newEstimateAction, incident.id, 'primary'),
        button(t('vendor.back-button'), vendorBackAction, incident.id),
      ]
    case 'silence':
      return [postUpdateButton(incident, t), resolveButton(incident, t)]
    case 'no-lead':
      return [takeRoleButton('lead', incident, t)]
    case 'postmortem-unpublished':
      return [button(t('postmortem.publish-button'), publishAction, incident.id, 'primary')]
  }
}

/** For a sev1 or sev2 hours have passed and the clock says it; for the others days may have. */
const sinceWhen = (kind: ReminderKind, since: number, { severity }: Incident, t: T): string =>
  kind !== 'postmortem-unpublished' && (severity === 'sev1' || severity === 'sev2')
    ? when(since, since, t)
    : recorded(since, t)
