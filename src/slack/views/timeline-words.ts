import type { Entry, FactEvent } from '../../domain/timeline.ts'
import type { T } from '../../text/text.ts'
import { destinationPlain, stageWord } from './customers-words.ts'
import type { Hand } from './hand.ts'
import { particularBody, particularHead } from './timeline-particulars.ts'
import { recurrenceHead } from './recurrence.ts'
import { watchHead } from './watch.ts'
import { incidentName, roleWord, severityWord, statusWord } from './words.ts'

/** Who says it, or what was done, on one line. */
export const headOf = (entry: Entry, t: T, hand: Hand): string => {
  const who = entry.by === undefined ? t('timeline.somebody') : hand.who(entry.by)
  return entry.what.is === 'said' || entry.what.text !== undefined ? who : factHead(entry.what.event, who, t, hand)
}

/** The words that belong under the head, as they were typed; '' where the head says it all. */
export const bodyOf = ({ what }: Entry, t: T): string =>
  what.text ?? (what.is === 'fact' ? factBody(what.event, t) : '')

const factHead = (event: FactEvent, who: string, t: T, hand: Hand): string => {
  switch (event.type) {
    case 'incident-declared': {
      const { number, severity, title } = event
      return t('timeline.declared', {
        who,
        incident: incidentName(number),
        severity: severityWord(severity, t),
        title: hand.typed(title),
      })
    }
    case 'incident-reported': {
      const facts = { who, incident: incidentName(event.number) }
      return t('timeline.reported', { ...facts, title: hand.typed(event.title) })
    }
    case 'report-accepted':
      return t('timeline.report-accepted', { who, severity: severityWord(event.severity, t) })
    case 'report-declined':
      return t('timeline.report-declined', { who })
    case 'incident-merged':
      return t('timeline.merged', { who, original: incidentName(event.number) })
    case 'incident-unmerged':
      return t('timeline.unmerged', { who })
    case 'incident-absorbed':
      return t('timeline.absorbed', { who, other: incidentName(event.number) })
    case 'incident-let-go':
      return t('timeline.let-go', { who, other: incidentName(event.number) })
    case 'severity-changed':
      return t('timeline.severity-changed', { who, from: severityWord(event.from, t), to: severityWord(event.to, t) })
    case 'status-changed':
      return t('timeline.status-changed', { who, from: statusWord(event.from, t), to: statusWord(event.to, t) })
    case 'title-changed':
      return t('timeline.title-changed', { who, from: hand.typed(event.from), to: hand.typed(event.to) })
    case 'role-assigned': {
      const { from } = event
      const held = { role: roleWord(event.role, t), to: hand.who(event.to) }
      if (from !== undefined) return t('timeline.role-from', { ...held, from: hand.who(from) })
      const given = event.by.kind === 'person' && event.by.user !== event.to
      return given ? t('timeline.role-given', { ...held, who }) : t('timeline.role-taken', held)
    }
    case 'role-released':
      return t('timeline.role-released', { role: roleWord(event.role, t), from: hand.who(event.from) })
    case 'update-posted':
      return t('timeline.update-posted', { who })
    case 'follow-up-added':
      return event.owner === undefined
        ? t('timeline.follow-up-added', { who })
        : t('timeline.follow-up-added-for', { who, owner: hand.who(event.owner) })
    case 'follow-up-completed':
      return t('timeline.follow-up-completed', { who })
    case 'kind-changed':
    case 'impact-stated':
    case 'impact-withdrawn':
    case 'vendor-awaited':
    case 'vendor-described':
    case 'vendor-estimated':
    case 'vendor-estimate-withdrawn':
    case 'vendor-returned':
    case 'change-recorded':
    case 'change-undone':
      return particularHead(event, who, t, hand)
    case 'watch-started':
    case 'watch-item-ticked':
    case 'watch-item-opened':
    case 'watch-ended':
      return watchHead(event, who, t, hand)
    case 'recurrence-found':
    case 'recurrence-linked':
    case 'recurrence-unlinked':
      return recurrenceHead(event, who, t, hand)
    case 'incident-resolved':
      return t('timeline.resolved', { who })
    case 'resolution-answered':
      return t('timeline.resolution-answered', { who })
    case 'incident-reopened':
      return t('timeline.reopened', { who })
    case 'incident-cancelled':
      return event.duplicateNumber === undefined
        ? t('timeline.cancelled', { who })
        : t('timeline.duplicate', { who, original: incidentName(event.duplicateNumber) })
    case 'public-update-drafted':
    case 'public-update-edited':
      return t(`timeline.${event.type}`, { who, stage: stageWord(event.stage, t) })
    case 'public-update-sent-back':
    case 'public-update-withdrawn':
      return t(`timeline.${event.type}`, { who })
    case 'public-update-published': {
      const to = t.list(event.to.map((one) => destinationPlain(one, t)))
      const facts = { who, stage: stageWord(event.stage, t), to }
      return t(event.alone ? 'timeline.public-update-published-alone' : 'timeline.public-update-published', facts)
    }
    case 'publication-failed':
      return t('timeline.publication-failed', { to: destinationPlain(event.to, t), error: hand.typed(event.error) })
  }
}

const factBody = (event: FactEvent, t: T): string => {
  switch (event.type) {
    case 'incident-declared':
    case 'incident-reported':
      return event.description
    case 'update-posted':
    case 'follow-up-added':
    case 'follow-up-completed':
      return event.text
    case 'kind-changed':
    case 'impact-stated':
    case 'impact-withdrawn':
    case 'vendor-awaited':
    case 'vendor-described':
    case 'vendor-estimated':
    case 'vendor-estimate-withdrawn':
    case 'vendor-returned':
    case 'change-recorded':
    case 'change-undone':
      return particularBody(event)
    case 'watch-started':
      return event.exit
    case 'incident-resolved':
      return event.resolution.fix
    case 'incident-reopened':
    case 'incident-cancelled':
    case 'public-update-sent-back':
    case 'public-update-withdrawn':
      return event.why
    case 'public-update-published': {
      // One language is enough here: the others say the same.
      const text = t.own(event.texts)
      return text === undefined ? '' : `${text.title}\n${text.body}`
    }
    case 'incident-merged':
      return event.why
    case 'report-declined':
      return [event.why, event.pointer].filter((part) => part !== '').join('\n')
    case 'resolution-answered':
    case 'watch-item-ticked':
    case 'watch-item-opened':
    case 'watch-ended':
    case 'recurrence-found':
    case 'recurrence-linked':
    case 'recurrence-unlinked':
    case 'severity-changed':
    case 'status-changed':
    case 'title-changed':
    case 'role-assigned':
    case 'role-released':
    case 'public-update-drafted':
    case 'public-update-edited':
    case 'publication-failed':
    case 'report-accepted':
    case 'incident-unmerged':
    case 'incident-absorbed':
    case 'incident-let-go':
      return ''
  }
}
