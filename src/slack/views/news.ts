import type { KnownBlock } from '@slack/types'
import type { News } from '../../domain/effects.ts'
import type { Moment } from '../../domain/ids.ts'
import { type EffectType, type Incident, isOpen } from '../../domain/incident.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { Mark } from '../../domain/unsaid.ts'
import type { T } from '../../text/text.ts'
import { channelLink, escape, mention } from '../mrkdwn.ts'
import { reopenButton, resolveButton, retryButton } from './card-controls.ts'
import { actions, message, type MessageView, section } from './message.ts'
import { when } from './moments.ts'
import { type CustomersNews, customersNews } from './news-customers.ts'
import { reportNews } from './news-triage.ts'
import { type Packet, roleDuties } from './news-duties.ts'
import { refusalText } from './refusal.ts'
import { triageCommand } from './triage.ts'
import { isRetried, type Refused, sentences, troubleText } from './trouble.ts'
import { incidentName, roleWord, severityWord } from './words.ts'

/**
 * What news is drawn from. `incident` is absent only where there is none (`no-incident-here`). At a hand-over `entries`
 * are the last of the timeline, oldest first; somebody whom `nameOf` does not know is mentioned, which pings nobody in
 * a direct message. `marks`: what is marked in the draft whose approval is asked for, `now`: when it is drawn.
 */
export type NewsModel = {
  readonly incident?: Incident
  readonly marks?: readonly Mark[]
  readonly now?: Moment
} & Partial<Packet>

/** What one person alone reads, in their language: as an ephemeral or a direct message. */
export const news = (item: News, model: NewsModel, t: T): MessageView => {
  if (item.say === 'refused') return refused(item.refusal, model.incident, t)
  if (item.say === 'nothing-changed') return said(t('news.nothing-changed'))
  const { incident, entries = [], nameOf = nobodyKnown, marks = [], now = 0 } = model
  if (incident === undefined) throw new Error(`news of ${item.say} without an incident`)
  switch (item.say) {
    case 'approval-wanted':
    case 'public-update-sent-back':
    case 'public-update-withdrawn':
    case 'public-update-published':
    case 'publication-failed':
      return customersNews(item, incident, { marks, now }, t)
    default:
      return about(item, incident, { entries, nameOf }, t)
  }
}

const nobodyKnown = (): undefined => undefined

type AboutIncident = Exclude<News, CustomersNews | { say: 'refused' | 'nothing-changed' }>

const about = (item: AboutIncident, incident: Incident, packet: Packet, t: T): MessageView => {
  const name = incidentName(incident)
  switch (item.say) {
    case 'channel-opened':
      return said(t('news.channel-opened', { incident: name, channel: channelShown(incident) }))
    case 'announcement-refused':
      return said(announcementRefused(item, incident, t), retryButton(incident, t))
    case 'channel-refused':
      return trouble('open-channel', item, incident, t)
    case 'invite-refused': {
      const facts = { user: mention(item.user), channel: channelShown(incident), error: escape(item.error) }
      return said(t('news.invite-refused', facts))
    }
    case 'slack-refused':
      return trouble(item.effect, item, incident, t)
    case 'retried':
      return said(t('news.retried', { incident: name }))
    case 'channel-lost': {
      const line = t(`news.channel-lost-${item.how}`, { incident: name, channel: channelShown(incident) })
      return message([line], [section([line]), isOpen(incident) ? actions([resolveButton(incident, t)]) : undefined])
    }
    case 'role-duties':
      return roleDuties(item, incident, packet, t)
    case 'role-taken-over': {
      const facts = { role: roleWord(item.role, t), incident: name, to: mention(item.to) }
      return said(t('news.role-taken-over', facts))
    }
    case 'joined':
      return said(
        incident.channel === undefined
          ? t('news.joined-without-channel', { incident: name })
          : t('news.joined', { channel: channelShown(incident) }),
      )
    case 'report-accepted':
    case 'report-declined':
    case 'report-merged':
      return reportNews(item, incident, t)
    case 'postmortem-exported':
      return said(t('news.postmortem-exported', { incident: name }))
    case 'reminder-snoozed':
      // At most four hours ahead, so the clock says it.
      return said(t('news.reminder-snoozed', { until: when(item.until, item.until, t) }))
    case 'service-named':
      return serviceNamed(item, incident, t)
    case 'reminder-stopped':
      return said(t(`news.stopped-${item.kind}`, { incident: name }))
  }
}

/** Whoever answers for a service hears which incident hurts it, and is brought into its channel besides. */
const serviceNamed = (
  { services, by }: Extract<News, { say: 'service-named' }>,
  incident: Incident,
  t: T,
): MessageView => {
  const lines = [
    t('news.service-named', {
      by: mention(by),
      incident: incidentName(incident),
      severity: severityWord(incident.severity, t),
      services: t.list(services.map((name) => escape(name))),
    }),
    t('news.service-named-where', { title: escape(incident.title), channel: channelShown(incident) }),
  ]
  return message(lines, [section(lines)])
}

type Accessory = Parameters<typeof section>[1]

const said = (line: string, accessory?: Accessory): MessageView => message([line], [section([line], accessory)])

const trouble = (effect: EffectType, why: Refused, incident: Incident, t: T): MessageView => {
  const line = troubleText({ effect, ...why }, incident, t)
  return isRetried(effect) ? said(sentences(line, t('news.then-retry')), retryButton(incident, t)) : said(line)
}

const reopened: ReadonlySet<Refusal['code']> = new Set(['already-resolved', 'already-cancelled', 'already-declined'])

/** A refusal in words; where the incident is over and that is the reason, with *Reopen*. */
const refused = (refusal: Refusal, incident: Incident | undefined, t: T): MessageView => {
  const line = refusalText(refusal, t)
  const over = reopened.has(refusal.code)
  const controls: (KnownBlock | undefined)[] =
    over && incident !== undefined && !isOpen(incident) ? [actions([reopenButton(incident, t)])] : []
  return message([line], [section([line]), ...controls])
}

const announcementRefused = (
  { channel, ...why }: Extract<News, { say: 'announcement-refused' }>,
  incident: Incident,
  t: T,
): string => {
  const name = incidentName(incident)
  const missing = why.error === 'channel_not_found' || why.error === 'not_in_channel'
  const refusedFor = missing
    ? t('news.announcement-no-channel', { incident: name, channel: configured(channel) })
    : troubleText({ effect: 'show-announcement', ...why }, incident, t)
  // A report is judged under its announcement, which nobody can see now.
  const meanwhile =
    incident.status === 'triage' ? [t('news.triage-meanwhile', { command: `${triageCommand} ${name}` })] : []
  return sentences(refusedFor, t('news.then-retry'), ...meanwhile)
}

/**
 * ANNOUNCE_CHANNEL as people write it: a name with its mark, an id bare (a link to a missing channel shows nothing).
 */
export const configured = (channel: string): string => {
  if (channel === '') return 'ANNOUNCE_CHANNEL'
  return /^[A-Z0-9]+$/.test(channel) ? channel : `#${escape(channel.replace(/^#/, ''))}`
}

/** The channel as a link, or by the name it will have. */
const channelShown = ({ channel, channelName }: Incident): string =>
  channel === undefined ? `#${escape(channelName)}` : channelLink(channel)
