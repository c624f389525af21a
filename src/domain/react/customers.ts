import type { Effect, News } from '../effects.ts'
import type { CustomerEvent } from '../events/customers.ts'
import type { IncidentEvent } from '../events.ts'
import type { UserId } from '../ids.ts'
import type { Incident } from '../incident.ts'
import { approversOf, owesClosing, type PublicDraft } from '../public-updates.ts'
import { mustBePerson } from '../standing.ts'
import { card, type Change } from './asks.ts'

/** What follows for customers, and for those who answer to them. */
export const toCustomers = (event: CustomerEvent, { before, after, command }: Change): readonly Effect[] => {
  switch (event.type) {
    case 'public-update-drafted':
    case 'public-update-edited': {
      const draft = after.customers?.draft
      const asked = draft === undefined ? [] : askedFor(after, draft)
      return [...asked.map((user) => told(user, { say: 'approval-wanted', update: event.update })), card]
    }
    case 'public-update-sent-back': {
      const by = mustBePerson(command)
      const drafter = after.customers?.draft?.draftedBy
      const news: News = { say: 'public-update-sent-back', by, why: event.why }
      return [...(drafter === undefined || drafter === by ? [] : [told(drafter, news)]), card]
    }
    case 'public-update-withdrawn': {
      const by = mustBePerson(command)
      const drafter = before?.customers?.draft?.draftedBy
      const isTheirs = drafter === undefined || drafter === by
      return [...(isTheirs ? [] : [told(drafter, { say: 'public-update-withdrawn', by })]), card]
    }
    case 'publication-arrived':
      return [card]
    case 'approval-asked':
      return []
    case 'public-update-published': {
      const { update, draftedBy, to } = event
      const by = mustBePerson(command)
      const news: News = { say: 'public-update-published', by }
      return [
        ...to.map((one): Effect => ({ type: 'publish', update, to: one })),
        card,
        ...(draftedBy === by ? [] : [told(draftedBy, news)]),
      ]
    }
    case 'publication-failed': {
      // A repeated failure of what the card shows as failed is told once.
      const known = before?.customers?.reached.find(({ to }) => to === event.to)
      const news: News = { say: 'publication-failed', to: event.to, error: event.error }
      return known?.state === 'failed' ? [card] : [told(answerable(after), news), card]
    }
  }
}

/** It is no incident any more, and customers read that it goes on: a closing word is drafted for somebody to approve. */
export const closingOwed = ({ type }: IncidentEvent, { after, command }: Change): readonly Effect[] => {
  switch (type) {
    case 'incident-cancelled':
    case 'incident-merged':
    case 'report-declined':
      return owesClosing(after) ? [{ type: 'draft-closing', by: mustBePerson(command) }] : []
    default:
      return []
  }
}

/** A draft waits, and by their new role somebody may approve it who could not before. */
export const approverFound = (
  { role, to }: Extract<IncidentEvent, { type: 'role-assigned' }>,
  { before, after }: Change,
): readonly Effect[] => {
  const draft = after.customers?.draft
  if (draft === undefined || draft.sentBack !== undefined || role === 'scribe') return []
  const mayNow = approversOf(after, draft.draftedBy).includes(to)
  const couldBefore = before !== undefined && approversOf(before, draft.draftedBy).includes(to)
  return mayNow && !couldBefore ? [told(to, { say: 'approval-wanted', update: draft.id })] : []
}

/** *Try again*: what had failed goes out once more, under the same delivery ids. */
export const publishedAnew = ({ customers }: Incident): readonly Effect[] => {
  const update = customers?.updates.at(-1)
  if (customers === undefined || update === undefined) return []
  return customers.reached.flatMap(({ to, state }): Effect[] =>
    state === 'failed' ? [{ type: 'publish', update: update.id, to }] : [],
  )
}

/** Who answers for what customers hear. */
export const answerable = ({ roles, declaredBy }: Incident): UserId =>
  roles.comms?.holder ?? roles.lead?.holder ?? declaredBy

/** The named approver while they may approve, else all who may, else the drafter: nobody else could. */
const askedFor = (incident: Incident, { approver, draftedBy }: PublicDraft): readonly UserId[] => {
  const approvers = approversOf(incident, draftedBy)
  if (approver !== undefined && approvers.includes(approver)) return [approver]
  return approvers.length === 0 ? [draftedBy] : approvers
}

const told = (user: UserId, news: News): Effect => ({ type: 'tell', user, news })
