import type { Effect, Post } from '../effects.ts'
import type { IncidentEvent } from '../events.ts'
import { openFor } from '../incident.ts'
import { isToldOver } from '../public-updates.ts'
import { mustBePerson } from '../standing.ts'
import { isWatchOffered } from '../watch.ts'
import { announcement, card, inChannel, rootPart, type Change } from './asks.ts'
import { questionDrawn } from './roles.ts'

/** It is over, or goes on after all: the channel reads so, once, and everything that shows how it stands. */
export const ended = (
  event: Extract<IncidentEvent, { type: 'incident-resolved' | 'incident-reopened' | 'incident-cancelled' }>,
  { after, at, command }: Change,
): readonly Effect[] => {
  switch (event.type) {
    case 'incident-resolved': {
      const by = mustBePerson(command)
      const post: Post = {
        say: 'resolved',
        by,
        at,
        afterMs: openFor(after, at),
        fix: event.resolution.fix,
        ...(isWatchOffered(after) && { offersWatch: true }),
      }
      const begun = after.postmortem.messages.root !== undefined
      return [card, inChannel(after, post), announcement, ...questionDrawn(after), ...(begun ? [] : [rootPart])]
    }
    case 'incident-reopened':
      // A declined report waits in triage again: it has no channel.
      if (after.status === 'triage') return [announcement]
      return [
        card,
        inChannel(after, {
          say: 'reopened',
          by: mustBePerson(command),
          at,
          why: event.why,
          ...(isToldOver(after) && { toldOver: true }),
        }),
        announcement,
        ...questionDrawn(after),
      ]
    case 'incident-cancelled': {
      const { why, duplicateNumber } = event
      const post: Post = {
        say: 'cancelled',
        by: mustBePerson(command),
        why,
        ...(duplicateNumber !== undefined && { duplicateNumber }),
      }
      return [card, inChannel(after, post), announcement, ...questionDrawn(after)]
    }
  }
}
