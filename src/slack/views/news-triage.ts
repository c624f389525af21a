import type { TriageNews } from '../../domain/effects/triage.ts'
import type { Incident } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'
import { limits } from '../limits.ts'
import { channelLink, escape, mention } from '../mrkdwn.ts'
import { message, type MessageView, section } from './message.ts'
import { reasonLines } from './triage.ts'
import { incidentName, severityWord } from './words.ts'

/** What came of a report, for whoever reported it. */
export const reportNews = (item: TriageNews, incident: Incident, t: T): MessageView => {
  const by = mention(item.by)
  const facts = { by, incident: incidentName(incident), title: escape(incident.title, limits.titleShown) }
  switch (item.say) {
    case 'report-accepted': {
      const { channel, channelName } = incident
      const shown = channel === undefined ? `#${escape(channelName)}` : channelLink(channel)
      const severity = severityWord(item.severity, t)
      return lines(t('news.report-accepted', { ...facts, severity, channel: shown }))
    }
    case 'report-declined':
      return lines(t('news.report-declined', facts), ...reasonLines(item, t))
    case 'report-merged': {
      const original = incidentName(item.number)
      return lines(
        item.channel === undefined
          ? t('news.report-merged-without-channel', { ...facts, original })
          : t('news.report-merged', { ...facts, original, channel: channelLink(item.channel) }),
      )
    }
  }
}

const lines = (...each: readonly (string | undefined)[]): MessageView => message(each, [section(each)])
