import type { SeenMessage } from '../answers.ts'
import { msOf } from '../data/grouping.ts'
import { useTools } from '../tools.ts'
import { dayName, timeOf } from './moments.ts'

/** Under a message that has replies: how many, and when the last one came. Opens the thread. */
export const ThreadLine = ({ message, channel }: { message: SeenMessage; channel: string }) => {
  const { desk, words, reader, names } = useTools()
  const at = msOf(message.latest_reply ?? message.ts)
  const when = `${dayName(at, Date.now(), reader, words)} ${timeOf(at, reader)}`
  const who = (message.reply_users ?? []).slice(0, 3).map((id) => names.person(id) ?? id)
  return (
    <button type="button" class="thread-line" onClick={() => desk.go({ channel, thread: message.ts })}>
      <strong>{words.replies(message.reply_count ?? 0)}</strong> <bdi class="quiet">{who.join(', ')}</bdi>{' '}
      <span class="quiet">{words.lastReply({ when })}</span>
    </button>
  )
}
