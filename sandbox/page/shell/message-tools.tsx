import { useState } from 'preact/hooks'
import type { SeenMessage } from '../answers.ts'
import { pathTo } from '../data/address.ts'
import { useShown, useTools } from '../tools.ts'
import { Icon, type IconName, IconButton } from './icon.tsx'
import { Popover } from './popover.tsx'
import { ReactionPicker } from './reactions.tsx'

const MenuItem = (props: { icon: IconName; label: string; detail?: string; class?: string; onClick: () => void }) => (
  <button type="button" role="menuitem" class={props.class} title={props.detail} onClick={props.onClick}>
    <Icon name={props.icon} />
    <span dir="auto">{props.label}</span>
  </button>
)

type Props = { message: SeenMessage; channel: string; isInThread: boolean; onEdit: () => void }

/** What can be done with a message: shown while the pointer or the focus is on it. */
export const MessageTools = ({ message, channel, isInThread, onEdit }: Props) => {
  const { desk, words, reader } = useTools()
  const { page, users } = useShown()
  const [open, setOpen] = useState<'reactions' | 'more'>()
  const [isAsked, setAsked] = useState(false)
  const { ts } = message
  const me = users.find(({ id }) => id === reader.id)
  const isMine = message.user === reader.id
  const close = () => {
    setOpen(undefined)
    setAsked(false)
  }
  const act = (verb: string, request: object = {}) => {
    close()
    void desk.attempt(verb, { channel, ts, ...request })
  }
  const copy = async () => {
    close()
    await navigator.clipboard.writeText(
      new URL(pathTo({ channel, message: ts, thread: isInThread ? message.thread_ts : undefined }), location.href).href,
    )
    desk.say(words.copied)
  }
  const shortcuts = me?.isStranger === true ? [] : page.shortcuts.filter(({ type }) => type === 'message')
  return (
    <div class={`message-tools ${open === undefined ? '' : 'is-open'}`} role="toolbar" aria-label={words.tools}>
      <span class="anchor">
        <IconButton
          icon="smile"
          label={words.react}
          isExpanded={open === 'reactions'}
          onClick={() => setOpen(open === 'reactions' ? undefined : 'reactions')}
        />
        {open === 'reactions' && <ReactionPicker onPick={(emoji) => act('react', { emoji })} onClose={close} />}
      </span>
      {!isInThread && (
        <IconButton
          icon="reply"
          label={words.reply}
          onClick={() => desk.go({ channel, thread: message.thread_ts ?? ts })}
        />
      )}
      <IconButton
        icon="pin"
        label={message.isPinned ? words.unpin : words.pin}
        onClick={() => act(message.isPinned ? 'unpin' : 'pin')}
      />
      <span class="anchor">
        <IconButton
          icon="more"
          label={words.more}
          isExpanded={open === 'more'}
          onClick={() => setOpen(open === 'more' ? undefined : 'more')}
        />
        {open === 'more' && (
          <Popover label={words.more} class="menu" onClose={close}>
            {shortcuts.map(({ name, description }) => (
              <MenuItem
                key={name}
                icon="bolt"
                label={name}
                detail={description}
                onClick={() => act('message-shortcut', { name })}
              />
            ))}
            <MenuItem icon="link" label={words.copyLink} onClick={() => void copy()} />
            {isMine && <MenuItem icon="pencil" label={words.edit} onClick={onEdit} />}
            {(isMine || me?.isAdmin === true) && (
              <MenuItem
                icon="bin"
                class="danger"
                label={isAsked ? words.reallyRemove : words.remove}
                onClick={() => (isAsked ? act('delete') : setAsked(true))}
              />
            )}
          </Popover>
        )}
      </span>
    </div>
  )
}
