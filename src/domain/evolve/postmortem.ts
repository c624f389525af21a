import type { IncidentEvent } from '../events.ts'
import type { Incident } from '../incident.ts'
import { taken } from './troubles.ts'
import { type Written, personIn } from './written.ts'

/** What changes in the postmortem: where its parts stand, its prose, and that it is published. */
export const ofPostmortem = (
  incident: Incident,
  event: Extract<IncidentEvent, { type: 'postmortem-part-drawn' | 'prose-edited' | 'postmortem-published' }>,
  written: Written,
): Partial<Incident> => {
  const { at } = written
  switch (event.type) {
    case 'postmortem-part-drawn': {
      const known = incident.postmortem.messages
      // Another root is another thread: what stood in the old one is posted anew in it.
      const isNewThread = event.part === 'root' && known.root !== undefined && known.root.ts !== event.ts
      const messages = { ...(isNewThread ? {} : known), [event.part]: { ts: event.ts, drawn: event.drawn } }
      const pages = Math.max(event.pages, incident.postmortem.pages)
      return { postmortem: { ...incident.postmortem, messages, pages }, ...taken(incident, 'show-postmortem') }
    }
    case 'prose-edited': {
      const prose = { ...incident.postmortem.prose, [event.section]: { text: event.text, by: personIn(written), at } }
      return { postmortem: { ...incident.postmortem, prose } }
    }
    case 'postmortem-published':
      return { postmortem: { ...incident.postmortem, published: { by: personIn(written), at } } }
  }
}
