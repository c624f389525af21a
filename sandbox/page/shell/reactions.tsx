import { useState } from 'preact/hooks'
import type { SeenMessage } from '../answers.ts'
import { useTools } from '../tools.ts'
import { glyphOf, quickReactions } from './glyphs.ts'
import { Icon } from './icon.tsx'
import { Popover } from './popover.tsx'

/** The few that an incident's channel needs. */
export const ReactionPicker = (props: { onPick: (name: string) => void; onClose: () => void }) => {
  const { words } = useTools()
  return (
    <Popover label={words.react} class="reaction-picker" onClose={props.onClose}>
      {quickReactions.map((name) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          aria-label={words.reactWith({ emoji: name })}
          title={`:${name}:`}
          onClick={() => {
            props.onClose()
            props.onPick(name)
          }}
        >
          {glyphOf(name)}
        </button>
      ))}
    </Popover>
  )
}

/** The reactions to a message; a press gives or takes back one's own. */
export const Reactions = ({ message, channel }: { message: SeenMessage; channel: string }) => {
  const { desk, words, names, reader } = useTools()
  const [isOpen, setOpen] = useState(false)
  const reactions = message.reactions ?? []
  if (reactions.length === 0) return null
  const toggle = (emoji: string, isMine: boolean) =>
    void desk.attempt(isMine ? 'unreact' : 'react', { channel, ts: message.ts, emoji })
  return (
    <div class="reactions">
      {reactions.map(({ name, users }) => {
        const isMine = users.includes(reader.id)
        const who = users.map((id) => (id === reader.id ? words.you : (names.person(id) ?? id))).join(', ')
        return (
          <button
            key={name}
            type="button"
            class="reaction"
            aria-pressed={isMine}
            title={words.reactedWith({ names: who, emoji: `:${name}:` })}
            onClick={() => toggle(name, isMine)}
          >
            <span>{glyphOf(name)}</span> {users.length}{' '}
            <span class="unseen">{words.reactedWith({ names: who, emoji: name })}</span>
          </button>
        )
      })}
      <span class="anchor">
        <button
          type="button"
          class="reaction reaction-add"
          aria-label={words.react}
          aria-haspopup="menu"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="smile" />
        </button>
        {isOpen && <ReactionPicker onPick={(name) => toggle(name, false)} onClose={() => setOpen(false)} />}
      </span>
    </div>
  )
}
