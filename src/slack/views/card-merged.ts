import type { Moment } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import { absorbedIn, canUnmerge, mergedInto, unmergeWithin } from '../../domain/triage.ts'
import type { T } from '../../text/text.ts'
import { channelLink, escape, mention } from '../mrkdwn.ts'
import { recorded, when } from './moments.ts'
import { incidentName } from './words.ts'

const whyLength = 200

/** Into which incident this one has gone, when and by whom; undefined unless it is merged. */
export const mergedLine = (incident: Incident, t: T): string | undefined => {
  const merged = mergedInto(incident)
  if (merged === undefined) return undefined
  const facts = { original: incidentName(merged.number), at: recorded(merged.at, t), by: mention(merged.by) }
  return merged.channel === undefined
    ? t('card.merged-without-channel', facts)
    : t('card.merged', { ...facts, channel: channelLink(merged.channel) })
}

/** Until when that can be undone, and what comes then; undefined where neither is so any more. */
export const unmergeLine = (incident: Incident, now: Moment, t: T): string | undefined => {
  const merged = mergedInto(incident)
  return merged === undefined || !canUnmerge(merged, now)
    ? undefined
    : t('card.merged-until', { until: when(merged.at + unmergeWithin, now, t) })
}

/** Why it was merged; undefined where nobody said. */
export const mergeWhyLine = (incident: Incident, t: T): string | undefined => {
  const why = mergedInto(incident)?.why ?? ''
  return why === '' ? undefined : t('card.why', { why: escape(why, whyLength) })
}

/** The incidents that were merged into this one, with their channels; undefined where there are none. */
export const absorbedLine = (incident: Incident, t: T): string | undefined => {
  const absorbed = absorbedIn(incident)
  if (absorbed.length === 0) return undefined
  const items = absorbed.map(({ number, channel }) =>
    channel === undefined
      ? incidentName(number)
      : t('card.absorbed-item', { incident: incidentName(number), channel: channelLink(channel) }),
  )
  return t('card.absorbed', { items: t.list(items) })
}
