import { cleanText, textLimit } from '../clean.ts'
import type { PersonCommand } from '../commands.ts'
import { isReachable, type Incident } from '../incident.ts'
import { entriesAbout } from '../timeline.ts'
import { subjectOf } from '../ids.ts'
import { isUnreached } from '../public-updates.ts'
import type { Decision, Situation } from '../situation.ts'
import { happened, refuse, refuseText, unchanged } from './outcome.ts'
import { refuseMoment } from './words.ts'

type Here = Situation & { readonly incident: Incident }
type EntryCommand = Extract<PersonCommand, { type: 'edit-entry' | 'backdate-entry' | 'keep-entry' | 'remove-entry' }>
type PostmortemCommand = Extract<
  PersonCommand,
  { type: 'edit-prose' | 'publish-postmortem' | 'export-postmortem' | 'retry' }
>

/** Entries corrected by hand, one by one. The events before stay in the record. */
export const decideEntry = (command: EntryCommand, here: Here): Decision => {
  const entry = entriesAbout(here.about).find((one) => one.id === command.entry)
  if (entry === undefined) return refuse({ code: 'entry-unknown' })
  const about = subjectOf(command.entry)
  switch (command.type) {
    case 'edit-entry': {
      const text = cleanText(command.text)
      const no = refuseText(text, textLimit)
      if (no !== undefined) return no
      if (entry.what.text === text) return unchanged
      return { happenings: [{ event: { type: 'entry-edited', entry: entry.id, text }, about }] }
    }
    case 'backdate-entry': {
      const wrong = refuseMoment(command.happenedAt, command.at, here.incident)
      if (wrong !== undefined) return refuse(wrong)
      if (entry.at === command.happenedAt) return unchanged
      return { happenings: [{ event: { type: 'entry-backdated', entry: entry.id, to: command.happenedAt }, about }] }
    }
    case 'keep-entry':
      if (!entry.suggestion && !entry.removed) return unchanged
      return { happenings: [{ event: { type: 'entry-kept', entry: entry.id }, about }] }
    case 'remove-entry':
      if (entry.removed) return unchanged
      return { happenings: [{ event: { type: 'entry-removed', entry: entry.id }, about }] }
  }
}

/** The prose of the draft, its publication and its export; and *Try again* after Slack refused something. */
export const decidePostmortem = (command: PostmortemCommand, incident: Incident): Decision => {
  if (command.type === 'retry') {
    const isLost = incident.channel !== undefined && !isReachable(incident)
    return isLost || incident.troubles.length > 0 || isUnreached(incident)
      ? happened({ type: 'retry-asked' })
      : unchanged
  }
  const { number, postmortem } = incident
  if (postmortem.messages.root === undefined) return refuse({ code: 'postmortem-not-started', number })
  switch (command.type) {
    case 'edit-prose': {
      const text = cleanText(command.text)
      if (postmortem.prose[command.section]?.text === text) return unchanged
      return refuseText(text, textLimit) ?? happened({ type: 'prose-edited', section: command.section, text })
    }
    case 'publish-postmortem': {
      const { published } = postmortem
      if (published === undefined) return happened({ type: 'postmortem-published' })
      return refuse({ code: 'postmortem-already-published', number, by: published.by, at: published.at })
    }
    case 'export-postmortem':
      return happened({ type: 'postmortem-exported' })
  }
}
