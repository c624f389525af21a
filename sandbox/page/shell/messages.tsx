import { useEffect, useMemo, useState } from 'preact/hooks'
import { merged } from '../data/run.ts'
import { rowsOf } from '../data/grouping.ts'
import { channelOf } from '../data/shown.ts'
import { useShown, useTools } from '../tools.ts'
import { Icon } from './icon.tsx'
import { MessageRows } from './message-rows.tsx'
import { useScrollPlace } from './scroll-place.ts'

/** The messages of the open channel: the newest at the bottom, older ones as they are scrolled to. */
export const Messages = () => {
  const { desk, words, reader } = useTools()
  const shown = useShown()
  const { run, whispers, place, visit } = shown
  const channel = channelOf(shown)
  const [isBottom, setBottom] = useState(true)
  const readTo = shown.readTo === '0' ? undefined : shown.readTo
  const all = useMemo(() => {
    if (run === undefined) return []
    const first = run.messages[0]?.ts ?? '0'
    const last = run.hasNewer ? (run.messages.at(-1)?.ts ?? '0') : 'none'
    const near = whispers.filter(
      ({ ts, thread_ts: thread }) =>
        thread === undefined && (!run.hasOlder || ts >= first) && (last === 'none' || ts <= last),
    )
    return merged(run.messages, near, [])
  }, [run, whispers])
  const rows = useMemo(
    () => rowsOf(all, { timeZone: reader.timeZone, readTo, reader: reader.id }),
    [all, reader.timeZone, readTo, reader.id],
  )
  const newest = all.at(-1)?.ts
  const target = place.message ?? place.thread
  const isLoaded = run !== undefined
  const isThere = target === undefined || run?.messages.some(({ ts }) => ts === target) === true
  const goal =
    target !== undefined
      ? `[data-ts="${target}"]`
      : rows.some(({ kind }) => kind === 'unread')
        ? '.unread-line'
        : undefined
  const { list, onScroll, toBottom } = useScrollPlace({
    // A thread that is opened beside them leaves the messages where they are.
    visit:
      isLoaded && isThere
        ? `${run.channel} ${place.thread === undefined && place.message !== undefined ? visit : ''}`
        : '',
    goal,
    isEnd: run?.hasNewer === false,
    onNearTop: () => void desk.loadOlder(),
    onNearBottom: () => void desk.loadNewer(),
    onBottom: setBottom,
  })
  const isAtNewest = isBottom && run?.hasNewer === false
  useEffect(() => {
    const see = (): void => {
      const isSeen = isAtNewest && document.visibilityState === 'visible'
      if (isSeen && newest !== undefined && channel?.isMember === true && channel.readTo < newest) desk.markRead(newest)
    }
    see()
    document.addEventListener('visibilitychange', see)
    return () => document.removeEventListener('visibilitychange', see)
  }, [isAtNewest, newest, channel?.readTo])

  const name = channel?.kind === 'im' ? 'Stanch' : `#${channel?.name ?? ''}`
  return (
    <div class="messages-frame">
      <section
        ref={list}
        id="messages"
        class="messages"
        aria-label={words.messagesIn({ place: name })}
        aria-busy={!isLoaded}
        tabIndex={0}
        onScroll={onScroll}
      >
        <div class="messages-inside">
          {run?.hasOlder === true && <p class="quiet centred">{words.older}</p>}
          {run?.hasOlder === false && <p class="beginning">{words.begins({ place: `\u2068${name}\u2069` })}</p>}
          <MessageRows
            rows={rows}
            channel={place.channel ?? ''}
            target={place.thread === undefined ? place.message : undefined}
            isInThread={false}
          />
        </div>
      </section>
      {isLoaded && !isAtNewest && (
        <button
          type="button"
          class="to-newest"
          onClick={() => {
            desk.toNewest()
            toBottom()
          }}
        >
          <Icon name="down" /> {words.toNewest}
        </button>
      )}
    </div>
  )
}
