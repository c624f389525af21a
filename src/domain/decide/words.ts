import { updateEvery } from '../cadence.ts'
import { cleanLine, cleanText, textLimit } from '../clean.ts'
import type { PersonCommand } from '../commands.ts'
import type { Moment } from '../ids.ts'
import type { Incident } from '../incident.ts'
import type { Refusal } from '../refusals.ts'
import type { Decision } from '../situation.ts'
import { happened, refuse, refuseIfEnded, refuseText, unchanged } from './outcome.ts'

type WordsCommand = Extract<
  PersonCommand,
  { type: 'post-update' | 'add-note' | 'add-follow-up' | 'complete-follow-up' }
>

const minute = 60_000
const day = 24 * 60 * minute

/** A follow-up is one line on the card and in the tracker it is copied to. */
const followUpLimit = 300

/** Updates, notes and follow-ups. Notes and follow-ups are welcome after the end too: the record goes on. */
export const decideWords = (command: WordsCommand, incident: Incident): Decision => {
  switch (command.type) {
    case 'post-update': {
      const text = cleanText(command.text)
      const nextUpdateDue = command.at + (command.nextInMs ?? updateEvery(incident.severity))
      return (
        refuseIfEnded(incident) ??
        refuseText(text, textLimit) ??
        happened({ type: 'update-posted', text, nextUpdateDue })
      )
    }
    case 'add-note': {
      const text = cleanText(command.text)
      const no = refuseText(text, textLimit)
      if (no !== undefined) return no
      const at = command.happenedAt ?? command.at
      const wrong = refuseMoment(at, command.at, incident)
      return wrong === undefined ? { happenings: [{ event: { type: 'note-added', text }, at }] } : refuse(wrong)
    }
    case 'add-follow-up': {
      const text = cleanLine(command.text)
      const { followUp, owner } = command
      return (
        refuseText(text, followUpLimit) ??
        happened({ type: 'follow-up-added', followUp, text, ...(owner !== undefined && { owner }) })
      )
    }
    case 'complete-follow-up': {
      const followUp = incident.followUps.find((one) => one.id === command.followUp)
      if (followUp === undefined) return refuse({ code: 'follow-up-unknown' })
      if (followUp.doneAt !== undefined) return unchanged
      return happened({ type: 'follow-up-completed', followUp: followUp.id, text: followUp.text })
    }
  }
}

/**
 * Why a thing cannot have happened then: not yet come (a minute of grace for clocks that differ), or long before the
 * incident (30 days), which is a slip of the keyboard.
 */
export const refuseMoment = (at: Moment, now: Moment, incident: Incident): Refusal | undefined => {
  if (at > now + minute) return { code: 'time-in-future', at }
  return at < incident.declaredAt - 30 * day ? { code: 'time-too-far-back', at } : undefined
}
