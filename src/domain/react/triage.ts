import type { Effect, News, Post } from '../effects.ts'
import type { TriageFact } from '../events/triage.ts'
import { isReachable, type Incident } from '../incident.ts'
import { mustBePerson, personOf } from '../standing.ts'
import { absorbedIn, mergedInto } from '../triage.ts'
import { announcement, card, inChannel, type Change } from './asks.ts'
import { questionDrawn } from './roles.ts'

/**
 * What follows from a report and from its judgement, and from two incidents becoming one. The report's post in the
 * announcement channel is the announcement: whatever comes of it is drawn there.
 */
export const ofTriage = (event: TriageFact, change: Change): readonly Effect[] => {
  const { before, after, command } = change
  switch (event.type) {
    case 'incident-reported':
      return [announcement]
    case 'report-accepted': {
      const news: News = { say: 'report-accepted', by: mustBePerson(command), severity: event.severity }
      return [{ type: 'open-channel', name: after.channelName }, announcement, ...reporterHears(news, change)]
    }
    case 'report-declined': {
      const { why, pointer } = event
      return [
        announcement,
        ...drawn(after),
        ...reporterHears({ say: 'report-declined', by: mustBePerson(command), why, pointer }, change),
      ]
    }
    case 'incident-merged': {
      const { into, number, channel, why } = event
      const other = { number, ...(channel !== undefined && { channel }) }
      const by = mustBePerson(command)
      const link: Effect = { type: 'link-incident', to: into, linked: true, by }
      if (before?.status === 'triage') {
        return [announcement, ...drawn(after), link, ...reporterHears({ say: 'report-merged', by, ...other }, change)]
      }
      return [card, inChannel(after, { say: 'merged', by, why, ...other }), announcement, link, ...questionDrawn(after)]
    }
    case 'incident-unmerged': {
      const merged = before && mergedInto(before)
      if (merged === undefined) return []
      const { incident: to, number, channel } = merged
      const by = mustBePerson(command)
      const link: Effect = { type: 'link-incident', to, linked: false, by }
      if (after.status === 'triage') return [announcement, ...drawn(after), link]
      const other = { number, ...(channel !== undefined && { channel }) }
      const post: Post = { say: 'unmerged', by, ...other }
      return [card, inChannel(after, post), announcement, link, ...questionDrawn(after)]
    }
    case 'merge-settled':
      return [card, announcement, ...(isReachable(after) ? [{ type: 'archive-channel' } as const] : [])]
    case 'incident-absorbed': {
      const { number, channel, members } = event
      const by = mustBePerson(command)
      const post: Post = { say: 'absorbed', by, number, ...(channel !== undefined && { channel }) }
      const asks = command.type === 'absorb' && command.asksChannel === true && after.channel !== undefined
      const named: readonly Effect[] = asks ? [{ type: 'name-channel', to: event.from }] : []
      return [card, inChannel(after, post), ...broughtOver(members, change), ...named]
    }
    case 'members-brought':
      return broughtOver(event.members, change)
    case 'kept-channel-learned': {
      const merged = mergedInto(after)
      if (merged === undefined) return []
      const post: Post = { say: 'kept-channel', number: merged.number, channel: event.channel }
      return [announcement, ...(merged.was === 'triage' ? drawn(after) : [card, inChannel(after, post)])]
    }
    case 'incident-let-go':
      return [card, inChannel(after, { say: 'let-go', by: mustBePerson(command), number: event.number })]
  }
}

/** A report has no card; it gets one with the channel that it had before it was judged anew. */
const drawn = ({ channel }: Incident): readonly Effect[] => (channel === undefined ? [] : [card])

/** Whoever reported it hears what came of it, unless they judged it themselves. */
const reporterHears = (news: News, { after, command }: Change): readonly Effect[] =>
  personOf(command) === after.declaredBy ? [] : [{ type: 'tell', user: after.declaredBy, news }]

/** Into the kept incident; where that has gone into another itself, its people are on their way there, and so are these. */
const broughtOver = (
  members: readonly Incident['declaredBy'][],
  { before, after, command }: Change,
): readonly Effect[] => {
  const merged = mergedInto(after)
  return merged === undefined
    ? invited(members, before)
    : [{ type: 'link-incident', to: merged.incident, linked: true, by: mustBePerson(command) }]
}

/** The channel is there: those who were merged while it was not have no link to it yet. */
export const channelNamed = (incident: Incident): readonly Effect[] =>
  absorbedIn(incident).map(({ incident: to }): Effect => ({ type: 'name-channel', to }))

/** Those who are not in the kept incident yet come over. */
const invited = (members: readonly Incident['declaredBy'][], before: Incident | undefined): readonly Effect[] =>
  members.filter((user) => before?.members.includes(user) !== true).map((user): Effect => ({ type: 'invite', user }))
