import type { On, Wish } from './wish.ts'
import type { IncidentId } from '../ids.ts'

/** What people say of earlier trouble. */
export type RecurrenceWish =
  /** `to`: the incident that was resolved before, and has come back as this one. */
  Wish<'link-recurrence', On<{ to: IncidentId }>> | Wish<'unlink-recurrence', On>
