import { useMemo } from 'preact/hooks'
import { rowsOf } from '../data/grouping.ts'
import { merged } from '../data/run.ts'
import { channelOf } from '../data/shown.ts'
import { useShown, useTools } from '../tools.ts'
import { Composer } from './composer.tsx'
import { MessageRows } from './message-rows.tsx'
import { useScrollPlace } from './scroll-place.ts'

const nothing = (): void => undefined

/** A thread: the message that began it, the replies, and a place to reply. */
export const ThreadPanel = () => {
  const { words, reader } = useTools()
  const shown = useShown()
  const { thread, place, whispers, visit } = shown
  const channel = channelOf(shown)
  const rows = useMemo(() => {
    const hidden = whispers.filter((one) => one.thread_ts === thread?.ts)
    const all = merged(thread?.messages ?? [], hidden, [])
    return rowsOf(all, { timeZone: reader.timeZone, readTo: undefined, reader: reader.id })
  }, [thread, whispers, reader.timeZone, reader.id])
  const { list, onScroll } = useScrollPlace({
    visit: thread === undefined ? '' : `${visit}`,
    goal: place.message === undefined ? undefined : `[data-ts="${place.message}"]`,
    isEnd: true,
    onNearTop: nothing,
    onNearBottom: nothing,
    onBottom: nothing,
  })
  const canWrite = channel?.isMember === true && !channel.isArchived && thread !== undefined
  return (
    <>
      <section ref={list} class="messages" aria-label={words.thread} tabIndex={0} onScroll={onScroll}>
        <div class="messages-inside">
          <MessageRows rows={rows} channel={place.channel ?? ''} target={place.message} isInThread />
        </div>
      </section>
      {canWrite && <Composer key={thread.ts} channel={channel.id} placeName={words.thread} thread={thread.ts} />}
    </>
  )
}
