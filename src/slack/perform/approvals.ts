import { textIn } from '../../text/text.ts'
import { approvalAnswered } from '../views/approval-answered.ts'
import type { Performer } from './parts.ts'
import { update } from './send.ts'
import { shownTo } from './words.ts'

/** What became of a draft, in the place of the message that asked its reader to approve it; a deleted one stays so. */
export const answerApproval: Performer<'answer-approval'> = async (row, incident, parts) => {
  const { user, channel, ts, outcome } = row.effect
  const reader = await parts.people.find(user)
  const t = textIn(reader?.language ?? parts.defaultLanguage)
  const shown =
    outcome.is === 'waiting'
      ? await shownTo(user, { say: 'approval-wanted', update: outcome.update }, incident, parts)
      : approvalAnswered(outcome, incident, parts.clock.now(), t)
  await update(parts, { channel, ts }, shown, row.effect)
  return undefined
}
