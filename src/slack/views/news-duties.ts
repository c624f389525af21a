import type { News } from '../../domain/effects.ts'
import { type Incident, isOpen } from '../../domain/incident.ts'
import type { Entry } from '../../domain/timeline.ts'
import type { T } from '../../text/text.ts'
import { mention } from '../mrkdwn.ts'
import { followUpsLine } from './card-facts.ts'
import { bold, message, type MessageView, section } from './message.ts'
import { recorded } from './moments.ts'
import { entryPointer } from './timeline-entry.ts'
import type { NameOf } from './hand.ts'
import { incidentName, roleWord, severityWord, statusWord } from './words.ts'

/**
 * What a hand-over carries beside the duties: the last entries of the timeline, oldest first, and what people are
 * called.
 */
export type Packet = { readonly entries: readonly Entry[]; readonly nameOf: NameOf }

const entryLength = 150

/**
 * The duties of a role for its new holder; at a hand-over also the packet: how it stands, what is open, when the next
 * update is due and the last entries of the timeline, oldest first.
 */
export const roleDuties = (
  item: Extract<News, { say: 'role-duties' }>,
  incident: Incident,
  packet: Packet,
  t: T,
): MessageView => {
  const title = titleOf(item, incident, t)
  const duties = t(`news.duties-${item.role}`)
  const handedOver = item.from !== undefined
  const due = handedOver || item.role === 'comms' ? plannedUpdate(incident, t) : undefined
  const lines = handedOver ? packetLines(incident, packet, t) : []
  return message([title, duties, due, ...lines], [section([bold(title), duties, due]), section(lines)])
}

const titleOf = ({ role, from, givenBy }: Extract<News, { say: 'role-duties' }>, incident: Incident, t: T): string => {
  const facts = { incident: incidentName(incident), role: roleWord(role, t) }
  if (from !== undefined) return t('news.duties-from', { ...facts, from: mention(from) })
  return givenBy === undefined ? t('news.duties', facts) : t('news.duties-given', { ...facts, by: mention(givenBy) })
}

const packetLines = (incident: Incident, { entries, nameOf }: Packet, t: T): (string | undefined)[] => [
  t('news.packet-status', { severity: severityWord(incident.severity, t), status: statusWord(incident.status, t) }),
  followUpsLine(incident, t),
  entries.length === 0 ? undefined : t('news.packet-latest'),
  ...entries.map((entry) => entryPointer(entry, t, nameOf, entryLength)),
]

/** The plan, not whether it is late: this message is read once and never edited. */
const plannedUpdate = (incident: Incident, t: T): string | undefined =>
  isOpen(incident) && incident.nextUpdateDue !== undefined
    ? t('news.duties-update-due', { due: recorded(incident.nextUpdateDue, t) })
    : undefined
