import { type Written, personIn } from './written.ts'
import type { CustomerEvent } from '../events/customers.ts'
import type { Moment } from '../ids.ts'
import type { Incident } from '../incident.ts'
import { newestVersion, type Customers, type DraftVersion, type Publication, type Wording } from '../public-updates.ts'

const nobodyAsked = { asked: undefined } as const

const nobodyTold: Customers = { updates: [], reached: [], roots: {} }

/** What is known of the customers after one more event. */
export const customersAfter = (before: Customers = nobodyTold, event: CustomerEvent, written: Written): Customers => {
  const { at } = written
  switch (event.type) {
    case 'public-update-drafted': {
      const { update: id, approver } = event
      const versions = [versionOf(event, written)]
      const draftedBy = personIn(written)
      return { ...before, draft: { id, draftedBy, ...(approver !== undefined && { approver }), versions } }
    }
    case 'approval-asked': {
      const { update, version, user, channel, ts } = event
      const { draft, asked = [] } = before
      const isWaiting = draft?.id === update && newestVersion(draft).version === version && draft.sentBack === undefined
      return isWaiting ? { ...before, asked: [...asked, { update, version, user, channel, ts }] } : before
    }
    case 'public-update-edited': {
      if (before.draft === undefined) return before
      const { id, draftedBy, versions, approver: asked } = before.draft
      const approver = event.approver ?? asked
      const all = [...versions, versionOf(event, written)]
      return {
        ...before,
        ...nobodyAsked,
        draft: { id, draftedBy, ...(approver !== undefined && { approver }), versions: all },
      }
    }
    case 'public-update-sent-back':
      if (before.draft === undefined) return before
      return {
        ...before,
        ...nobodyAsked,
        draft: { ...before.draft, sentBack: { by: personIn(written), at, why: event.why } },
      }
    case 'public-update-withdrawn':
      return { ...before, ...nobodyAsked, draft: undefined }
    case 'public-update-published': {
      const { update: id, draftedBy, to } = event
      const update = { id, ...wordingOf(event), draftedBy, approvedBy: personIn(written), publishedAt: at }
      return {
        ...before,
        ...nobodyAsked,
        draft: undefined,
        updates: [...before.updates, update],
        reached: to.map((one): Publication => ({ to: one, state: 'waiting', at })),
      }
    }
    case 'publication-arrived': {
      const { update, to, count, ts } = event
      const roots = ts === undefined ? before.roots : { ...before.roots, [to]: ts }
      const now: Publication = { to, state: 'arrived', at, ...(count !== undefined && { count }) }
      return { ...before, roots, reached: reachedBy(before, update, now) }
    }
    case 'publication-failed': {
      const { update, to, error } = event
      return { ...before, reached: reachedBy(before, update, { to, state: 'failed', at, error }) }
    }
  }
}

/** *Try again* was pressed: what had failed is on its way once more. */
export const askedAnew = ({ customers }: Incident, at: Moment): Partial<Incident> => {
  if (customers === undefined) return {}
  const reached = customers.reached.map((one): Publication =>
    one.state === 'failed' ? { to: one.to, state: 'waiting', at } : one,
  )
  return { customers: { ...customers, reached } }
}

/** An older update that comes late says nothing of the newest. */
const reachedBy = (before: Customers, update: string, now: Publication): readonly Publication[] => {
  if (before.updates.at(-1)?.id !== update) return before.reached
  const others = before.reached.some(({ to }) => to === now.to) ? before.reached : [...before.reached, now]
  return others.map((one) => (one.to === now.to ? now : one))
}

type Drafted = Wording & Pick<DraftVersion, 'version' | 'channels'>

const versionOf = (event: Drafted, written: Written): DraftVersion => ({
  ...wordingOf(event),
  ...(event.channels !== undefined && { channels: event.channels }),
  version: event.version,
  by: personIn(written),
  at: written.at,
})

const wordingOf = ({ stage, texts, nextUpdateDue }: Wording): Wording => ({
  stage,
  texts,
  ...(nextUpdateDue !== undefined && { nextUpdateDue }),
})
