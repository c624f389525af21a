import type { Post } from '../../domain/effects.ts'
import type { Incident } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'
import { limits } from '../limits.ts'
import { escape, mention } from '../mrkdwn.ts'
import { actions, bold, button, context, message, type MessageView, section, typedSections } from './message.ts'
import { recorded, when } from './moments.ts'
import { leadWanted, roleHeard, roleUndone } from './post-role.ts'
import { reminder } from './post-reminder.ts'
import { triageNews } from './post-triage.ts'
import { tellCustomersAction } from './public-approval.ts'
import { planWatchButton, watchPost } from './watch.ts'
import { incidentName, severityWord } from './words.ts'

type Said<Kind extends Post['say']> = Extract<Post, { say: Kind }>

/** Leaves room in a notification's text for the sentence around it. */
const fallbackLength = limits.text - 500

/**
 * A post in the incident's channel, in the channel's language. It is history: the incident only lends its number and
 * id.
 */
export const post = (item: Post, incident: Incident, t: T): MessageView => {
  switch (item.say) {
    case 'update':
      return update(item, incident, t)
    case 'resolved':
      return resolved(item, incident, t)
    case 'reopened': {
      const { by, why, toldOver } = item
      const line = t('post.reopened', { incident: incidentName(incident), by: mention(by) })
      if (toldOver !== true) return lines(line, whyLine(why, t))
      const all = [line, whyLine(why, t), t('post.customers-told-over')]
      return message(all, [
        section(all),
        actions([button(t('customers.tell-button'), tellCustomersAction, incident.id)]),
      ])
    }
    case 'cancelled':
      return cancelled(item, incident, t)
    case 'merged':
    case 'unmerged':
    case 'absorbed':
    case 'let-go':
    case 'kept-channel':
      return triageNews(item, incident, t)
    case 'watch-started':
    case 'watch-day':
    case 'watch-broken':
    case 'watch-ended':
      return watchPost(item, incident, t)
    case 'severity-changed':
      return lines(severityChanged(item, t))
    case 'role-heard':
      return roleHeard(item, incident, t)
    case 'role-undone':
      return roleUndone(item, t)
    case 'reminder':
      return reminder(item, incident, t)
    case 'lead-wanted':
      return leadWanted(item, incident, t)
  }
}

const lines = (...each: readonly (string | undefined)[]): MessageView => message(each, [section(each)])

const update = ({ text, by, at, nextUpdateDue }: Said<'update'>, incident: Incident, t: T): MessageView => {
  const next = t('post.next-update', { due: when(nextUpdateDue, at, t) })
  const facts = { incident: incidentName(incident), by: mention(by), text: escape(text, fallbackLength) }
  return message(
    [t('post.update-in-short', facts), next],
    [section([bold(t('post.update', { by: mention(by) }))]), ...typedSections(text), context([next])],
  )
}

const resolved = (item: Said<'resolved'>, incident: Incident, t: T): MessageView => {
  const { by, afterMs, fix, offersWatch } = item
  const over = t('post.resolved', { incident: incidentName(incident), by: mention(by), duration: t.duration(afterMs) })
  const how = fix === '' ? undefined : t('post.fix', { fix: escape(fix, fallbackLength) })
  const next = t('post.postmortem-follows')
  const watch = offersWatch === true ? actions([planWatchButton(incident, t)]) : undefined
  return message([over, how, next], [section([bold(over), how]), context([next]), watch])
}

const cancelled = ({ by, why, duplicateNumber }: Said<'cancelled'>, incident: Incident, t: T): MessageView => {
  const facts = { incident: incidentName(incident), by: mention(by) }
  return duplicateNumber === undefined
    ? lines(t('post.cancelled', facts), whyLine(why, t))
    : lines(t('post.duplicate', { ...facts, original: incidentName(duplicateNumber) }), whyLine(why, t))
}

/** Updates of a sev4 come a day apart, where a bare clock time could be today's or tomorrow's. */
const severityChanged = ({ from, to, by, nextUpdateDue }: Said<'severity-changed'>, t: T): string =>
  t('post.severity-changed', {
    from: severityWord(from, t),
    to: severityWord(to, t),
    by: mention(by),
    due: to === 'sev4' ? recorded(nextUpdateDue, t) : when(nextUpdateDue, nextUpdateDue, t),
  })

const whyLine = (why: string, t: T): string | undefined =>
  why === '' ? undefined : t('post.why', { why: escape(why, fallbackLength) })
