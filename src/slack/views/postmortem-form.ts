import type { ModalView } from '@slack/types'
import type { Incident, ProseSection } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'
import { aboutIncident, form, textField } from './forms/fields.ts'
import { limits } from '../limits.ts'

export const proseForm = 'postmortem-prose'
export const proseBlock = 'postmortem-prose'

/**
 * Asks for the words of one section. What was written stands there; a summary begins with what was said when it was
 * declared and resolved.
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
          initial: incident.postmortem.prose[section]?.text ?? (section === 'summary' ? beginning(incident) : ''),
        }),
        aboutIncident(incident, t),
      ],
    },
    t,
  )

const beginning = ({ description, resolved }: Incident): string =>
  [description, resolved?.fix ?? '', resolved?.verified ?? ''].filter((text) => text !== '').join('\n\n')
