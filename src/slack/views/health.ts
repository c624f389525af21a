import type { KnownBlock } from '@slack/types'
import { type Check, isWell, type Parked, type Report } from '../../domain/health.ts'
import type { Moment } from '../../domain/ids.ts'
import { type EffectType, effectTypes, type IncidentName } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'
import { channelLink, escape } from '../mrkdwn.ts'
import { actions, bold, button, context, message, type MessageView, section } from './message.ts'
import { when } from './moments.ts'
import { configured } from './news.ts'
import { triageCommand } from './triage.ts'
import { cureText, errorShown, troubleLine } from './trouble.ts'
import { incidentName } from './words.ts'

/** The action_ids of its buttons. */
export const retryAllParkedAction = 'retry-all-parked'
/** Asks Slack whether it takes the token again. */
export const askTokenAction = 'ask-token'

/** What the button carries: which table, and the row's own id there. */
const parkedValue = (from: 'outbox' | 'inbox', id: number | string): string => `${from}:${id}`

/** More would not be read on a phone, and a message has room for 50 blocks. */
const effectsShown = 8
const slackEventsShown = 4

/**
 * *Try again* beside what was given up; its value is `parkedValue`. One for each place, for an action_id stands once in
 * a message.
 */
export const retryParkedActions = Array.from(
  { length: effectsShown + slackEventsShown },
  (_, nth) => `retry-parked-${nth}`,
)

/** What is drawn: the report, and the names of the incidents that it speaks of. */
export type HealthModel = { readonly report: Report; readonly names: ReadonlyMap<string, IncidentName> }

/** The incidents that the view names: of what it shows, not of all that is parked. */
export const shownEffects = ({ effects }: Report): readonly Parked<number>[] => effects.slice(0, effectsShown)

/** `/incident health`: what is wrong first, each with its cure; what is in order in one line. For one reader alone. */
export const healthView = ({ report, names }: HealthModel, now: Moment, t: T): MessageView => {
  const { checks, waiting, effects, slackEvents, lost } = report
  const wrong = checks.filter((check) => !isWell(check))
  const parked = effects.length + slackEvents.length
  const isAllWell = wrong.length === 0 && parked === 0 && lost.length === 0
  const title = isAllWell ? t('health.well') : bold(t('health.unwell-header'))
  const well = checks.filter(isWell).map(({ check }) => t(`health.${check}`))
  const inOrder = well.length === 0 ? undefined : t('health.in-order', { names: well.join(' · ') })
  const unknown = lost.length === 0 ? undefined : lostLine(lost, t)
  const waits = waiting && waitingLine(waiting, now, t)
  const shown = [
    ...shownEffects(report).map((row) => ({
      lines: effectLines(row, names, now, t),
      value: parkedValue('outbox', row.id),
    })),
    ...slackEvents
      .slice(0, slackEventsShown)
      .map((row) => ({ lines: eventLines(row, now, t), value: parkedValue('inbox', row.id) })),
  ]
  const left = parked - shown.length
  const more = left > 0 ? t('health.more', { count: left }) : undefined
  const heading = parked === 0 ? undefined : bold(t('health.parked-header'))
  const problems = wrong.map((check) => ({ check, lines: wrongLines(check, t) }))
  return message(
    [
      title,
      ...problems.flatMap(({ lines }) => lines),
      unknown,
      inOrder,
      waits,
      heading,
      ...shown.flatMap(({ lines }) => lines),
      more,
    ],
    [
      section([title]),
      ...problems.map(({ check, lines }) => section(lines, check.check === 'token' ? askAgain(t) : undefined)),
      section([unknown]),
      context([inOrder, waits]),
      section([heading]),
      ...shown.map(({ lines, value }, nth) =>
        section(lines, button(t('card.retry-button'), retryParkedActions[nth] ?? '', value)),
      ),
      context([more]),
      ...(parked > 1 ? [retryAll(t)] : []),
    ],
  )
}

/** A server's own words may be a whole page. */
const whyShown = 300

const askAgain = (t: T) => button(t('health.ask-again-button'), askTokenAction, 'token')

const retryAll = (t: T): KnownBlock | undefined =>
  actions([button(t('health.retry-all-button'), retryAllParkedAction, 'all')])

const wrongLines = (check: Check, t: T): readonly string[] => {
  switch (check.check) {
    case 'database':
      return [t('health.database-wrong', { why: escape(check.why ?? '', whyShown) })]
    case 'connection':
      return [t('health.connection-wrong', { why: escape(check.why ?? '', whyShown) })]
    case 'token': {
      const error = check.error ?? ''
      return [t('health.token-wrong', { error: escape(error, errorShown) }), cureText('show-card', { error }, t)]
    }
    case 'scopes':
      return [t('health.scopes-wrong', { scopes: t.list(check.missing ?? []) })]
    case 'announcements': {
      const error = check.error ?? ''
      const channel = configured(check.channel)
      return [
        t('health.announcements-wrong', { channel, error: escape(error, errorShown) }),
        cureText('show-announcement', { error }, t),
        t('health.triage-meanwhile', { command: triageCommand }),
      ]
    }
    case 'manifest':
      return [t('health.manifest-wrong')]
    case 'email':
      return [t('health.email-wrong', { why: escape(check.why ?? '', whyShown) })]
    case 'clock':
      return (check.wrong ?? []).map(({ whose, aheadMs }) =>
        t(`health.clock-${whose}-wrong`, { by: t.duration(Math.abs(aheadMs)) }),
      )
  }
}

/** More would not be read on a phone; the log names each. */
const lostShown = 8

const lostLine = (lost: Report['lost'], t: T): string => {
  const channels = lost.slice(0, lostShown).map(({ channel }) => channelLink(channel))
  return t('health.lost', { channels: t.list(channels), count: lost.length })
}

const waitingLine = ({ count, oldestAt }: NonNullable<Report['waiting']>, now: Moment, t: T): string =>
  count === 0 ? t('health.waiting-none') : t('health.waiting', { count, since: when(oldestAt, now, t) })

/** What was to be done and why it was not, what mends it, and where it belongs. */
const effectLines = (row: Parked<number>, names: HealthModel['names'], now: Moment, t: T): readonly string[] => {
  const since = when(row.gaveUpAt, now, t)
  const incident = row.incident === undefined ? undefined : names.get(row.incident)
  const error = escape(row.error, errorShown)
  const effect = effectNamed(row.what)
  if (effect === undefined) {
    return [
      t('health.parked-other', { what: escape(row.what, errorShown), error }),
      t('health.parked-nowhere', { since }),
    ]
  }
  const cure = cureText(effect, row, t)
  if (incident === undefined) return [t('health.parked-words', { error }), cure, t('health.parked-nowhere', { since })]
  const channel = incident.channel === undefined ? t('answer.no-channel-yet') : channelLink(incident.channel)
  return [
    troubleLine(effect, row.error, incident, t),
    cure,
    t('health.parked-where', { incident: incidentName(incident), channel, since }),
  ]
}

/** A Slack event is given up for a fault of ours alone; what was thrown stands in the log. */
const eventLines = ({ what, error, gaveUpAt }: Parked<string>, now: Moment, t: T): readonly string[] => [
  t('health.parked-event', { what: escape(what, errorShown), error: escape(error.split('\n')[0] ?? '', errorShown) }),
  t('news.cure-fault'),
  t('health.parked-nowhere', { since: when(gaveUpAt, now, t) }),
]

/** The type of an effect, as far as this version knows it. */
export const effectNamed = (what: string): EffectType | undefined => effectTypes.find((type) => type === what)
