import type { ApprovalOutcome } from '../../domain/approval-messages.ts'
import type { Moment } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'
import { escape, mention } from '../mrkdwn.ts'
import { message, type MessageView, section } from './message.ts'
import { when } from './moments.ts'
import { incidentName } from './words.ts'

/** What stands in the place of the question whether customers may read a draft, once that is no question any more. */
export const approvalAnswered = (
  outcome: Exclude<ApprovalOutcome, { is: 'waiting' }>,
  incident: Incident,
  now: Moment,
  t: T,
): MessageView => {
  const line = answerLine(outcome, incident, now, t)
  return message([line], [section([line])])
}

const answerLine = (
  outcome: Exclude<ApprovalOutcome, { is: 'waiting' }>,
  incident: Incident,
  now: Moment,
  t: T,
): string => {
  const name = incidentName(incident)
  switch (outcome.is) {
    case 'sent-back':
      return t('customers.settled-sent-back', { incident: name, by: mention(outcome.by), why: escape(outcome.why) })
    case 'published':
      return t('customers.settled-published', {
        incident: name,
        by: mention(outcome.by),
        at: when(outcome.at, now, t),
      })
    case 'withdrawn':
    case 'replaced':
      return t(`customers.settled-${outcome.is}`, { incident: name, by: mention(outcome.by) })
    case 'over':
      return t('customers.settled-over', { incident: name, button: t('customers.tell-button') })
    case 'gone':
      return t('customers.approval-over', { incident: name })
  }
}
