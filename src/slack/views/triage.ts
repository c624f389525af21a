import type { Button } from '@slack/types'
import type { Moment } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import { canUnmerge, mergedInto, proposedSeverity } from '../../domain/triage.ts'
import type { T } from '../../text/text.ts'
import { limits } from '../limits.ts'
import { channelLink, escape, link, mention } from '../mrkdwn.ts'
import { actions, bold, button, message, type MessageView, section } from './message.ts'
import { when } from './moments.ts'
import { incidentName, severityMark, severityWord } from './words.ts'

/** *Accept*, *Decline* and *Merge into…* on a report; their value is the incident's id. */
export const acceptAction = 'accept-report'
export const declineAction = 'decline-report'
export const mergeAction = 'merge-into'
/** *Un-merge*, for a day; its value is the id of the incident that was merged. */
export const unmergeAction = 'unmerge'

/** Judges reports anywhere: where the channel in which they stand cannot be reached. */
export const triageCommand = '/incident triage'

/** More would push what is to be decided off a phone's screen; the record and the channel hold all of it. */
const briefLength = 400

/** A report in the announcement channel: what is known, what Stanch proposes and why, and what can be decided. */
export const triagePost = (incident: Incident, now: Moment, t: T): MessageView => {
  const title = reportHeading(incident, t)
  const { declaredBy, declaredAt } = incident
  const lines = [
    t('triage.reported-by', { by: mention(declaredBy), at: when(declaredAt, now, t) }),
    descriptionLine(incident),
    affectedLine(incident, t),
    ...proposalLines(incident, t),
  ]
  return message(
    [title, ...lines],
    [section([`${severityMark(incident.severity)} ${bold(title)}`, ...lines]), actions(judgeButtons(incident, t))],
  )
}

/** "In triage: INC-7 · Orders do not arrive". */
const reportHeading = (incident: Incident, t: T): string =>
  t('triage.heading', { incident: incidentName(incident), title: escape(incident.title, limits.titleShown) })

/** What the reporter wrote beside the title; undefined where nothing was. */
export const descriptionLine = ({ description }: Incident): string | undefined =>
  description === '' ? undefined : escape(description, briefLength)

/** Who is affected, as the reporter said; undefined where nothing was said. */
export const affectedLine = ({ triage }: Incident, t: T): string | undefined => {
  const affected = triage?.report?.affected ?? ''
  return affected === '' ? undefined : t('triage.affected', { affected: escape(affected, briefLength) })
}

/** The severity that the answers come to, and why. A guest who declared has said one without being asked. */
export const proposalLines = ({ triage, severity }: Incident, t: T): readonly string[] => {
  const seen = triage?.report?.signs
  if (seen === undefined) return [t('triage.proposed-unasked', { severity: severityWord(severity, t) })]
  const proposed = severityWord(proposedSeverity(seen), t)
  if (seen.length === 0) return [t('triage.proposed-none', { severity: proposed })]
  return [t('triage.proposed-signs', { severity: proposed }), ...seen.map((sign) => `• ${t(`sign.${sign}`)}`)]
}

/** What can be decided about a report, wherever it is asked for. */
export const judgeButtons = (incident: Pick<Incident, 'id'>, t: T): Button[] => [
  button(t('triage.accept-button'), acceptAction, incident.id, 'primary'),
  button(t('triage.decline-button'), declineAction, incident.id),
  button(t('triage.merge-button'), mergeAction, incident.id),
]

/** *Un-merge*; undefined where it is no longer possible. */
export const unmergeButton = (incident: Incident, now: Moment, t: T): Button | undefined => {
  const merged = mergedInto(incident)
  return merged !== undefined && canUnmerge(merged, now)
    ? button(t('triage.unmerge-button'), unmergeAction, incident.id)
    : undefined
}

/** Where it belongs, as it was typed; a channel's id and a web address are shown as links. */
export const pointerShown = (pointer: string): string =>
  /^[CG][A-Z0-9]{6,}$/.test(pointer)
    ? channelLink(pointer)
    : /^https?:\/\/\S+$/.test(pointer)
      ? link(pointer, pointer)
      : escape(pointer, briefLength)

/** Why a report was declined and where it belongs, each on its line. */
export const reasonLines = (
  { why, pointer }: { readonly why: string; readonly pointer: string },
  t: T,
): readonly (string | undefined)[] => [
  why === '' ? undefined : t('triage.reason', { why: escape(why, briefLength) }),
  pointer === '' ? undefined : t('triage.pointer', { pointer: pointerShown(pointer) }),
]

/** What is left of a report in the announcement channel once it is declined; undefined for any other incident. */
export const declinedPost = (incident: Incident, t: T): MessageView | undefined => {
  const declined = incident.status === 'declined' ? incident.triage?.declined : undefined
  if (declined === undefined) return undefined
  const facts = { by: mention(declined.by), incident: incidentName(incident) }
  const lines = [
    t('announcement.declined', { ...facts, title: escape(incident.title, limits.titleShown) }),
    ...reasonLines(declined, t),
  ]
  return message(lines, [section(lines)])
}

/** What is left in the announcement channel of an incident that went into another; undefined for any other. */
export const mergedPost = (incident: Incident, now: Moment, t: T): MessageView | undefined => {
  const merged = mergedInto(incident)
  if (merged === undefined) return undefined
  const facts = {
    original: incidentName(merged.number),
    incident: incidentName(incident),
    title: escape(incident.title, limits.titleShown),
  }
  const line =
    merged.channel === undefined
      ? t('announcement.merged-without-channel', facts)
      : t('announcement.merged', { ...facts, channel: channelLink(merged.channel) })
  // Where there is a card, that has it.
  const undo = incident.channel === undefined ? unmergeButton(incident, now, t) : undefined
  return message([line], [section([line], undo)])
}
