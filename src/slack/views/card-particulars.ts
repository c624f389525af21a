import type { Moment } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import { openChanges } from '../../domain/production-changes.ts'
import { isEstimatePassed, type VendorWait } from '../../domain/vendor.ts'
import type { T } from '../../text/text.ts'
import { escape, link, mention } from '../mrkdwn.ts'
import { impactLines } from './impact-lines.ts'
import { when } from './moments.ts'

/** One line on a phone, or a little more. */
const brief = 100
const changesShown = 3
const separator = ' · '

/** Whom it hurts, on whom it waits, what was changed meanwhile: a line for each thing that somebody has said. */
export const particularLines = (incident: Incident, now: Moment, t: T): string[] => [
  ...impactLines(incident.impact ?? {}, t, {
    typed: (text) => escape(text, brief),
    moment: (at) => when(at, now, t),
  }),
  ...vendorLines(incident.vendor, now, t),
  ...changesLine(incident, t),
]

/** On whom it waits and how to reach them, then what they promised; none where it waits on nobody. */
const vendorLines = (wait: VendorWait | undefined, now: Moment, t: T): string[] => {
  if (wait === undefined) return []
  const { contact, ticket, statusPage } = wait
  const waiting = [
    t('vendor.waiting', { vendor: escape(wait.name, brief), since: when(wait.since, now, t) }),
    ticket && t('vendor.ticket', { ticket: escape(ticket, brief) }),
    contact && t('vendor.contact', { contact: escape(contact, brief) }),
    statusPage && link(statusPage, t('vendor.page')),
  ]
  return [waiting.filter((part) => part !== undefined).join(separator), estimateLine(wait, now, t)]
}

const estimateLine = (wait: VendorWait, now: Moment, t: T): string => {
  const vendor = escape(wait.name, brief)
  if (wait.estimate === undefined) return t('vendor.no-estimate', { vendor })
  const at = when(wait.estimate.at, now, t)
  return t(isEstimatePassed(wait, now) ? 'vendor.estimate-passed' : 'vendor.estimate', { vendor, at })
}

/** What is still in place in production; none where nothing is. */
export const changesLine = (incident: Incident, t: T): string[] => {
  const open = openChanges(incident)
  if (open.length === 0) return []
  const shown = open
    .slice(0, changesShown)
    .map(({ number, text, by }) => t('changes.item', { number, text: escape(text, brief), by: mention(by) }))
  const facts = { count: open.length, items: t.list(shown) }
  const more = open.length - changesShown
  return [more > 0 ? t('changes.card-more', { ...facts, more }) : t('changes.card', facts)]
}
