import type { ModalView } from '@slack/types'
import type { T } from '../../../text/text.ts'
import { limits } from '../../limits.ts'
import { mrkdwn, plain } from '../../mrkdwn.ts'

/** Words in a form's place, with nothing to fill in. `words` are mrkdwn: what people typed has been escaped. */
export const messageView = (words: string, t: T): ModalView => ({
  type: 'modal',
  title: plain(t('form.message.form-title'), limits.formTitle),
  close: plain(t('form.message.form-close'), limits.formTitle),
  blocks: [{ type: 'section', text: mrkdwn(words) }],
})
