import { useEffect, useState } from 'preact/hooks'
import type { SeenMessage } from '../answers.ts'
import { msOf } from '../data/grouping.ts'
import { channelOf } from '../data/shown.ts'
import { useShown, useTools } from '../tools.ts'
import { MessageContent } from './content.tsx'
import { momentOf } from './moments.ts'

/** What is pinned in the open channel; a press goes there. */
export const PinsPanel = () => {
  const { desk, words, names, reader } = useTools()
  const shown = useShown()
  const channel = channelOf(shown)
  const [pinned, setPinned] = useState<readonly SeenMessage[]>([])
  useEffect(() => {
    if (channel === undefined) return
    void desk.attempt<SeenMessage[]>('pinned', { channel: channel.id }).then((found) => setPinned(found ?? []))
    // The messages themselves change too: the list is read anew with each change of the channel.
  }, [channel?.id, channel?.pins, shown.run])
  if (channel === undefined) return null
  return (
    <div class="panel-list" tabIndex={0} role="region" aria-label={words.pinned}>
      {pinned.length === 0 && <p class="quiet">{words.noPins}</p>}
      {pinned.map((message) => (
        <article key={message.ts} class="pinned-card">
          <p class="byline">
            <bdi class="author">{names.person(message.user ?? shown.page.app.botUser)}</bdi>{' '}
            <button
              type="button"
              class="time link"
              onClick={() => desk.go({ channel: channel.id, message: message.ts })}
            >
              {momentOf(msOf(message.ts), reader)}
            </button>
          </p>
          <MessageContent message={message} channel={channel.id} />
          <button
            type="button"
            class="button"
            onClick={() => void desk.attempt('unpin', { channel: channel.id, ts: message.ts })}
          >
            {words.unpin}
          </button>
        </article>
      ))}
    </div>
  )
}
