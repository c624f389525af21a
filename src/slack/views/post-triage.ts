import type { TriagePost } from '../../domain/effects/triage.ts'
import type { Incident } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'
import { limits } from '../limits.ts'
import { channelLink, escape, mention } from '../mrkdwn.ts'
import { message, type MessageView, section } from './message.ts'
import { incidentName } from './words.ts'

const whyLength = limits.text - 500

/** What a channel reads when its incident goes into another, or takes one in, or when that is undone. */
export const triageNews = (item: TriagePost, incident: Incident, t: T): MessageView => {
  if (item.say === 'kept-channel') {
    return lines(t('post.kept-channel', { original: incidentName(item.number), channel: channelLink(item.channel) }))
  }
  const { by, number, channel } = item
  const facts = { by: mention(by), incident: incidentName(incident), original: incidentName(number) }
  const other = { by: mention(by), other: incidentName(number) }
  switch (item.say) {
    case 'merged': {
      const line =
        channel === undefined
          ? t('post.merged-without-channel', facts)
          : t('post.merged', { ...facts, channel: channelLink(channel) })
      return lines(line, item.why === '' ? undefined : t('post.why', { why: escape(item.why, whyLength) }))
    }
    case 'unmerged':
      return lines(t('post.unmerged', facts))
    case 'absorbed':
      return lines(
        channel === undefined
          ? t('post.absorbed-without-channel', other)
          : t('post.absorbed', { ...other, channel: channelLink(channel) }),
      )
    case 'let-go':
      return lines(t('post.let-go', other))
  }
}

const lines = (...each: readonly (string | undefined)[]): MessageView => message(each, [section(each)])
