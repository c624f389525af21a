import type { ModalView } from '@slack/types'
import type { Incident, ProseSection } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'
import { aboutIncident, form, textField } from './forms/fields.ts'
import { impactLines } from './impact-lines.ts'
import { limits } from '../limits.ts'

/** The form's callback_id. */
export const proseForm = 'postmortem-prose'
export const proseBlock = 'postmortem-prose'

/**
 * Asks for the words of one section. What was written stands there; a summary begins with what was said when it was
 * declared and resolved, an impact with what is known of it.
 */
export const proseView = (incident: Incident, section: ProseSection, t: T): ModalView =>
  form(
    {
      callback: proseForm,
      title: t('postmortem.prose-form-title'),
      submit: t('postmortem.prose-form-submit'),
      metadata: `${incident.id}:${section}`,
      blocks: [
        textField({
          block: proseBlock,
          label: t(`postmortem.${section}-header`),
          lines: 'many',
          max: limits.input,
          initial: incident.postmortem.prose[section]?.text ?? beginning(section, incident, t),
        }),
        aboutIncident(incident, t),
      ],
    },
    t,
  )

const beginning = (section: ProseSection, { description, resolved, impact }: Incident, t: T): string => {
  switch (section) {
    case 'summary':
      return [description, resolved?.fix ?? '', resolved?.verified ?? ''].filter((text) => text !== '').join('\n\n')
    case 'impact':
      return impactLines(impact ?? {}, t, { typed: (text) => text, moment: (at) => t.moment(at, 'UTC') })
        .join('\n')
        .replace(isolates, '')
    case 'lessons':
    case 'root-cause':
      return ''
  }
}

/** A field to edit in keeps none: what is typed there is isolated where it is shown. */
const isolates = /[\u2066-\u2069]/g
