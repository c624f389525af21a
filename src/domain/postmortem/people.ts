import { type UserId, userId } from '../ids.ts'
import type { Entry, FactEvent } from '../timeline.ts'

/**
 * Everybody whom entries name: who said or did it, whom it is about, and whom the words mention (recorded as `<@U1>`).
 */
export const peopleInEntries = (entries: readonly Entry[]): UserId[] => [...new Set(entries.flatMap(peopleInEntry))]

const peopleInEntry = ({ by, what }: Entry): UserId[] => [
  ...(by === undefined ? [] : [by]),
  ...(what.is === 'fact' ? peopleInFact(what.event) : []),
  ...mentionedIn(what.text ?? ''),
]

const peopleInFact = (event: FactEvent): UserId[] => {
  switch (event.type) {
    case 'role-assigned':
      return event.from === undefined ? [event.to] : [event.to, event.from]
    case 'role-released':
      return [event.from]
    case 'follow-up-added':
      return [...mentionedIn(event.text), ...(event.owner === undefined ? [] : [event.owner])]
    case 'update-posted':
    case 'follow-up-completed':
      return mentionedIn(event.text)
    case 'incident-declared':
    case 'incident-reported':
      return mentionedIn(`${event.title} ${event.description}`)
    case 'incident-resolved':
      return mentionedIn(event.resolution.fix)
    case 'incident-reopened':
    case 'incident-cancelled':
    case 'public-update-sent-back':
    case 'public-update-withdrawn':
    case 'incident-merged':
    case 'report-declined':
      return mentionedIn(event.why)
    case 'change-recorded':
      return [event.madeBy, ...mentionedIn(`${event.text} ${event.undo}`)]
    case 'change-undone':
      return mentionedIn(event.text)
    case 'impact-stated':
      return mentionedIn(JSON.stringify(event.statement.to))
    case 'watch-started':
      return mentionedIn(event.exit)
    case 'watch-ended':
      return mentionedIn(event.words ?? '')
    case 'resolution-answered':
      return event.answers.verifiedBy === undefined ? [] : [event.answers.verifiedBy]
    case 'watch-item-ticked':
    case 'watch-item-opened':
    case 'recurrence-found':
    case 'recurrence-linked':
    case 'recurrence-unlinked':
    case 'impact-withdrawn':
    case 'vendor-awaited':
    case 'vendor-described':
    case 'vendor-estimated':
    case 'vendor-estimate-withdrawn':
    case 'kind-changed':
    case 'vendor-returned':
    case 'severity-changed':
    case 'status-changed':
    case 'title-changed':
    // Customers' words mention nobody.
    case 'public-update-drafted':
    case 'public-update-edited':
    case 'public-update-published':
    case 'publication-failed':
    case 'report-accepted':
    case 'incident-unmerged':
    case 'incident-absorbed':
    case 'incident-let-go':
      return []
  }
}

/** The people whose `<@U1>` tokens stand in a text. */
export const mentionedIn = (text: string): UserId[] =>
  // Asked of every entry, and hardly any mentions somebody.
  text.includes('<@') ? [...text.matchAll(/<@(\w+)>/g)].map(([, id = '']) => userId(id)) : []
