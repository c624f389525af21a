import type { Incident } from '../../domain/incident.ts'
import type { Moment } from '../../domain/ids.ts'
import type { T } from '../../text/text.ts'
import { limits } from '../limits.ts'
import { channelLink, escape, mention } from '../mrkdwn.ts'
import { actions, bold, context, message, type MessageView, section } from './message.ts'
import { when } from './moments.ts'
import { judgeButtons } from './triage.ts'
import { incidentName, severityWord, statusWord } from './words.ts'

/** What a line about an incident needs. */
export type Listed = Pick<
  Incident,
  'id' | 'number' | 'title' | 'severity' | 'status' | 'channel' | 'declaredAt' | 'declaredBy' | 'roles'
>

/** "INC-42 · sev1 · Investigating · Checkout is down". */
export const listLine = (line: Listed, t: T): string =>
  t('list.line', {
    incident: incidentName(line),
    severity: severityWord(line.severity, t),
    status: statusWord(line.status, t),
    title: escape(line.title, limits.titleShown),
  })

const sinceLine = (line: Listed, now: Moment, t: T): string =>
  line.status === 'triage'
    ? t('list.reported', { since: when(line.declaredAt, now, t), who: mention(line.declaredBy) })
    : t('list.since', {
        since: when(line.declaredAt, now, t),
        lead:
          line.roles.lead === undefined
            ? t('list.no-lead')
            : t('list.led-by', { who: mention(line.roles.lead.holder) }),
        channel: line.channel === undefined ? t('answer.no-channel-yet') : channelLink(line.channel),
      })

/** With its channel: whoever looks for what is over looks for what was said there. */
const endedLine = (line: Listed, t: T): string =>
  line.channel === undefined
    ? listLine(line, t)
    : t('list.ended-line', { line: listLine(line, t), channel: channelLink(line.channel) })

/**
 * What waits in triage, then the open incidents, the newest first, and those that ended lately. The counts tell how many
 * more there are.
 */
export const listView = (
  open: readonly Listed[],
  { openCount, triageCount }: { readonly openCount: number; readonly triageCount: number },
  ended: readonly Listed[],
  now: Moment,
  t: T,
): MessageView => {
  const none = openCount === 0 ? t('list.none') : undefined
  const shown = (line: Listed): string => `${listLine(line, t)}\n${sinceLine(line, now, t)}`
  const isWaiting = ({ status }: Listed): boolean => status === 'triage'
  const waitingLines = open.filter(isWaiting).map(shown)
  const openLines = open.filter((line) => !isWaiting(line)).map(shown)
  const moreOpen = openCount - openLines.length
  const moreWaiting = triageCount - waitingLines.length
  const more = [
    moreWaiting > 0 ? t('list.triage-more', { count: moreWaiting }) : undefined,
    moreOpen > 0 ? t('list.more', { count: moreOpen }) : undefined,
  ]
  const endedLines = ended.map((line) => endedLine(line, t))
  const headings = {
    waiting: waitingLines.length === 0 ? undefined : t('list.triage-header'),
    open: openLines.length === 0 ? undefined : t('list.open-header'),
    ended: t('list.ended-header'),
  }
  return message(
    [
      headings.waiting,
      ...waitingLines,
      none,
      headings.open,
      ...openLines,
      ...more,
      ...(ended.length === 0 ? [] : [headings.ended, ...endedLines]),
    ],
    [
      section([headings.waiting && bold(headings.waiting)]),
      ...waitingLines.map((line) => section([line])),
      section([none, headings.open && bold(headings.open)]),
      ...openLines.map((line) => section([line])),
      context(more),
      ...(ended.length === 0 ? [] : [section([bold(headings.ended)]), context(endedLines)]),
    ],
  )
}

/** What waits in triage, each with what can be decided about it. `count`: all of them. */
export const waitingView = (waiting: readonly Listed[], count: number, now: Moment, t: T): MessageView => {
  if (waiting.length === 0) return message([t('list.triage-none')], [section([t('list.triage-none')])])
  const heading = t('list.triage-header')
  const shown = waiting.map((line) => ({ line, words: `${listLine(line, t)}\n${sinceLine(line, now, t)}` }))
  const more = count > waiting.length ? t('list.triage-more', { count: count - waiting.length }) : undefined
  return message(
    [heading, ...shown.map(({ words }) => words), more],
    [
      section([bold(heading)]),
      ...shown.flatMap(({ line, words }) => [section([words]), actions(judgeButtons(line, t))]),
      context([more]),
    ],
  )
}
