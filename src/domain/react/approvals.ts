import type { ApprovalMessage, ApprovalOutcome } from '../approval-messages.ts'
import type { Effect } from '../effects.ts'
import type { IncidentEvent } from '../events.ts'
import type { Incident } from '../incident.ts'
import { newestVersion, outdatedSince, publicUpdateOf } from '../public-updates.ts'
import { mustBePerson } from '../standing.ts'
import type { Change } from './asks.ts'

/** Whoever was asked to approve a draft reads what became of it, in the place of the buttons. */
export const approvalsAnswered = (event: IncidentEvent, change: Change): readonly Effect[] => {
  const { before, after, at, command } = change
  const asked = (outcome: ApprovalOutcome): readonly Effect[] =>
    (before?.customers?.asked ?? []).map((message) => answered(message, outcome))
  switch (event.type) {
    case 'approval-asked': {
      // It was drawn before it is recorded: meanwhile another may have been quicker.
      const outcome = outcomeOf(event, after)
      return outcome.is === 'waiting' ? [] : [answered(event, outcome)]
    }
    case 'public-update-edited':
      return asked({ is: 'replaced', by: mustBePerson(command) })
    case 'public-update-sent-back':
      return asked({ is: 'sent-back', by: mustBePerson(command), why: event.why })
    case 'public-update-withdrawn':
      return asked({ is: 'withdrawn', by: mustBePerson(command) })
    case 'public-update-published':
      return asked({ is: 'published', by: mustBePerson(command), at })
    case 'incident-resolved':
    case 'incident-cancelled':
    case 'incident-reopened':
      return (before?.customers?.asked ?? []).flatMap((message) => {
        const outcome = outcomeOf(message, after)
        return before !== undefined && outcomeOf(message, before).is === outcome.is ? [] : [answered(message, outcome)]
      })
    default:
      return []
  }
}

const answered = ({ user, channel, ts }: ApprovalMessage, outcome: ApprovalOutcome): Effect => ({
  type: 'answer-approval',
  user,
  channel,
  ts,
  outcome,
})

const outcomeOf = ({ update, version }: ApprovalMessage, incident: Incident): ApprovalOutcome => {
  const published = publicUpdateOf(incident, update)
  if (published !== undefined) return { is: 'published', by: published.approvedBy, at: published.publishedAt }
  const draft = incident.customers?.draft
  if (draft?.id !== update) return { is: 'gone' }
  const newest = newestVersion(draft)
  if (newest.version !== version) return { is: 'replaced', by: newest.by }
  if (draft.sentBack !== undefined) return { is: 'sent-back', by: draft.sentBack.by, why: draft.sentBack.why }
  return outdatedSince(incident, newest) === undefined ? { is: 'waiting', update } : { is: 'over' }
}
