import { useState } from 'preact/hooks'
import type { SeenMessage, SeenUser } from '../answers.ts'
import { pathTo } from '../data/address.ts'
import { msOf } from '../data/grouping.ts'
import { useTools } from '../tools.ts'
import { MessageContent } from './content.tsx'
import { EditBox } from './edit-box.tsx'
import { Face } from './face.tsx'
import { Icon } from './icon.tsx'
import { kept } from './kept.ts'
import { MessageTools } from './message-tools.tsx'
import { momentOf, timeOf } from './moments.ts'
import { Reactions } from './reactions.tsx'
import { SystemLine, isSystemLine } from './system-line.tsx'
import { ThreadLine } from './thread-line.tsx'

/** A message in a list. */
export type MessageRowProps = {
  readonly message: SeenMessage
  readonly channel: string
  readonly author: SeenUser | undefined
  readonly isContinued: boolean
  /** Its tools are shown: the pointer or the focus is on it. */
  readonly isActive: boolean
  readonly isTarget: boolean
  readonly isInThread: boolean
  /** The one that Tab leads to; arrow keys go on from there. */
  readonly isWayIn: boolean
}

const Badges = ({ author }: { author: SeenUser | undefined }) => {
  const { words } = useTools()
  if (author === undefined) return null
  if (author.isBot) return <span class="badge">{words.app}</span>
  if (author.isStranger) return <span class="badge">{words.otherOrganisation}</span>
  return author.isGuest ? <span class="badge">{words.guest}</span> : null
}

/** One message, with everything that hangs on it. */
export const MessageRow = kept((props: MessageRowProps) => {
  const { message, channel, author, isContinued, isActive, isTarget, isInThread, isWayIn } = props
  const { words, reader } = useTools()
  const [isEditing, setEditing] = useState(false)
  const at = msOf(message.ts)
  const time = (
    <a
      class="time"
      href={pathTo({ channel, message: message.ts, thread: isInThread ? message.thread_ts : undefined })}
      title={momentOf(at, reader)}
      tabIndex={-1}
    >
      <time dateTime={new Date(at).toISOString()}>{timeOf(at, reader)}</time>
    </a>
  )
  // Who came and what the channel is called takes one line, and no face.
  const isTold = isSystemLine(message) && message.subtype !== 'tombstone'
  const classes = [
    'message',
    isContinued && 'is-continued',
    message.isPrivate && 'is-private',
    message.isPinned && 'is-pinned',
    isTarget && 'is-target',
    isTold && 'is-told',
  ]
  return (
    <article
      class={classes.filter(Boolean).join(' ')}
      data-ts={message.ts}
      aria-label={`${author?.realName ?? ''}, ${timeOf(at, reader)}`}
      tabIndex={isWayIn || isActive ? 0 : -1}
    >
      <div class="gutter">{isTold ? <Icon name="people" /> : isContinued ? time : <Face user={author} />}</div>
      <div class="message-body">
        {message.isPrivate && (
          <p class="mark">
            <Icon name="people" /> {words.onlyYou}
          </p>
        )}
        {message.isPinned && (
          <p class="mark mark-pin">
            <Icon name="pin" /> {words.isPinned}
          </p>
        )}
        {message.subtype === 'thread_broadcast' && !isInThread && <p class="mark">{words.inThread}</p>}
        {!isContinued && !isTold && (
          <p class="byline">
            <bdi class="author">{author?.realName ?? message.user}</bdi> <Badges author={author} /> {time}
          </p>
        )}
        {isEditing ? (
          <EditBox message={message} channel={channel} onEnd={() => setEditing(false)} />
        ) : isSystemLine(message) ? (
          <SystemLine message={message} name={author?.realName ?? ''} time={time} />
        ) : (
          <MessageContent message={message} channel={channel} />
        )}
        {message.edited !== undefined && !isEditing && !author?.isBot && (
          <span class="edited" title={momentOf(msOf(message.edited.ts), reader)}>
            ({words.edited})
          </span>
        )}
        <Reactions message={message} channel={channel} />
        {!isInThread && (message.reply_count ?? 0) > 0 && <ThreadLine message={message} channel={channel} />}
      </div>
      {isActive && !isEditing && message.subtype !== 'tombstone' && message.isPrivate !== true && (
        <MessageTools message={message} channel={channel} isInThread={isInThread} onEdit={() => setEditing(true)} />
      )}
    </article>
  )
})
