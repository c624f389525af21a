import type { Incident } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'
import { limits } from '../limits.ts'
import { escape } from '../mrkdwn.ts'
import { context, message, type MessageView, section } from './message.ts'
import { incidentName } from './words.ts'

/** A line of the help: what to type, and what it does in the reader's language. */
export type HelpLine = { readonly command: string; readonly does: string }

/** What can be typed where the reader stands: in an incident's channel everything, elsewhere how to begin. */
export const helpView = (
  lines: readonly HelpLine[],
  here: { readonly incident: Incident } | { readonly openCount: number; readonly triageCount: number },
  t: T,
): MessageView => {
  const heading =
    'incident' in here
      ? t('help.here', { incident: incidentName(here.incident), title: escape(here.incident.title, limits.titleShown) })
      : t('help.elsewhere')
  const below =
    'incident' in here
      ? [t('help.spoken')]
      : [
          t('help.in-incident'),
          t('help.open-count', { count: here.openCount }),
          here.triageCount === 0 ? undefined : t('help.triage-count', { count: here.triageCount }),
        ]
  const commands = lines.map(({ command, does }) => t('help.line', { command: escape(command), does }))
  return message([heading, ...commands, ...below], [section([heading]), section(commands), context(below)])
}
