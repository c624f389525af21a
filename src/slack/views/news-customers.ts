import type { News } from '../../domain/effects.ts'
import type { Moment } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Mark } from '../../domain/unsaid.ts'
import type { T } from '../../text/text.ts'
import { escape, mention } from '../mrkdwn.ts'
import { approvalAnswered } from './approval-answered.ts'
import { retryButton } from './card-controls.ts'
import { destinationWord } from './customers-words.ts'
import { message, type MessageView, section } from './message.ts'
import { approvalWanted } from './public-approval.ts'
import { errorShown } from './trouble.ts'
import { incidentName } from './words.ts'

/** What one person is told about public updates. */
export type CustomersNews = Extract<
  News,
  {
    say:
      | 'approval-wanted'
      | 'public-update-sent-back'
      | 'public-update-withdrawn'
      | 'public-update-published'
      | 'publication-failed'
  }
>

/** What one person reads about what customers are told. */
export const customersNews = (
  item: CustomersNews,
  incident: Incident,
  drawn: { readonly marks: readonly Mark[]; readonly now: Moment },
  t: T,
): MessageView => {
  const name = incidentName(incident)
  switch (item.say) {
    case 'approval-wanted': {
      const draft = incident.customers?.draft
      if (draft?.id === item.update && draft.sentBack !== undefined) {
        return approvalAnswered({ is: 'sent-back', ...draft.sentBack }, incident, drawn.now, t)
      }
      return draft?.id === item.update
        ? approvalWanted(incident, draft, drawn.marks, drawn.now, t)
        : said(t('customers.approval-over', { incident: name }))
    }
    case 'public-update-sent-back':
      return said(t('news.public-update-sent-back', { incident: name, by: mention(item.by), why: escape(item.why) }))
    case 'public-update-withdrawn':
      return said(t('news.public-update-withdrawn', { incident: name, by: mention(item.by) }))
    case 'public-update-published':
      return said(t('news.public-update-published', { incident: name, by: mention(item.by) }))
    case 'publication-failed': {
      const facts = { incident: name, to: destinationWord(item.to, t), error: escape(item.error, errorShown) }
      return said(t('news.publication-failed', facts), retryButton(incident, t))
    }
  }
}

type Accessory = Parameters<typeof section>[1]

const said = (line: string, accessory?: Accessory): MessageView => message([line], [section([line], accessory)])
