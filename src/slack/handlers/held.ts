import { escape } from '../mrkdwn.ts'
import type { T } from '../../text/text.ts'
import { messageView } from '../views/forms/message.ts'
import { section } from '../views/message.ts'
import type { Answer, FormAnswer, House, Words } from './handler.ts'

/*
 * While Slack takes no token of ours, words still reach people: an acknowledgement and a response_url need none. So
 * whoever asks for something reads with the answer that it is recorded and that Slack will show it later.
 */

/** The answer to a word, a press or a shortcut; with what holds it up, if anything does. */
export const withHold = (answer: Answer, house: House, t: T): Answer => {
  const line = lineOf(house, t)
  if (line === undefined) return answer
  return { say: answer !== 'done' && 'say' in answer ? added(answer.say, line) : { text: line } }
}

/** The same for a form that was handed in. */
export const formWithHold = (answer: FormAnswer, house: House, t: T): FormAnswer => {
  const line = lineOf(house, t)
  return line === undefined || answer !== 'close' ? answer : { show: messageView(line, t) }
}

const lineOf = (house: House, t: T): string | undefined => {
  const error = house.held()
  return error === undefined ? undefined : t('answer.held', { error: escape(error) })
}

const added = ({ text, blocks }: Words, line: string): Words => {
  const below = section([line])
  return {
    text: `${text}\n${line}`,
    ...(blocks !== undefined && below !== undefined && { blocks: [...blocks, below] }),
  }
}
