import type { Moment } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import { newestUpdate, owesClosing, type Publication } from '../../domain/public-updates.ts'
import type { T } from '../../text/text.ts'
import { destinationWord } from './customers-words.ts'
import { bold } from './message.ts'
import { when } from './moments.ts'

/** What customers were told and what reached them, what waits, and when they were promised more; none of it: nothing. */
export const customersLines = (incident: Incident, now: Moment, t: T): readonly string[] => {
  const told = toldLine(incident, now, t)
  const draft = incident.customers?.draft === undefined ? undefined : t('card.customers-draft')
  const open = owesClosing(incident) ? t('card.customers-open') : undefined
  return [told, open, draft, promiseLine(incident, now, t)].filter((line) => line !== undefined)
}

const toldLine = (incident: Incident, now: Moment, t: T): string | undefined => {
  const update = newestUpdate(incident)
  if (update === undefined) return undefined
  const reached = (incident.customers?.reached ?? []).map((one) => reachedWord(one, t))
  return t('card.customers-told', { at: when(update.publishedAt, now, t), reached: t.list(reached) })
}

const reachedWord = ({ to, state, count }: Publication, t: T): string => {
  const word = destinationWord(to, t)
  if (state === 'failed') return t('card.customers-failed', { to: word })
  if (state === 'waiting') return t('card.customers-waiting', { to: word })
  return count === undefined ? word : t('card.customers-count', { to: word, count })
}

const promiseLine = (incident: Incident, now: Moment, t: T): string | undefined => {
  const promised = newestUpdate(incident)?.nextUpdateDue
  if (promised === undefined) return undefined
  const due = when(promised, now, t)
  return now > promised ? bold(t('card.customers-overdue', { due })) : t('card.customers-due', { due })
}
