import { useState } from 'preact/hooks'
import { useShown, useTools } from '../tools.ts'
import { Dialog } from './dialog.tsx'
import { Icon } from './icon.tsx'

/** So many are offered at once; more letters find the others. */
const most = 12

/** Ctrl+K: goes to a channel by a part of its name, by keyboard alone. */
export const Switcher = () => {
  const { desk, words } = useTools()
  const { channels, users, page } = useShown()
  const [sought, setSought] = useState('')
  const [at, setAt] = useState(0)
  const bot = users.find(({ id }) => id === page.app.botUser)
  const close = () => desk.over(undefined)
  const found = channels
    .map((one) => ({ ...one, label: one.kind === 'im' ? (bot?.realName ?? '') : one.name }))
    .filter(({ label }) => label.toLowerCase().includes(sought.trim().replace(/^[#@]/, '').toLowerCase()))
    .filter(({ isArchived }) => !isArchived)
    .toSorted((a, b) => Number(b.isMember) - Number(a.isMember) || b.unread - a.unread)
    .slice(0, most)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && found.length > 0) {
      event.preventDefault()
      setAt((at + step + found.length) % found.length)
    }
    const chosen = found[at]
    if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault()
      desk.go({ channel: chosen.id })
    }
  }
  return (
    <Dialog title={words.switchTo} class="switcher" onClose={close}>
      <input
        type="text"
        role="combobox"
        autocomplete="off"
        dir="auto"
        aria-label={words.switchTo}
        aria-expanded="true"
        aria-controls="switcher-list"
        aria-activedescendant={found[at] === undefined ? undefined : `switch-${found[at].id}`}
        value={sought}
        onInput={(event) => {
          setSought(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 && <p class="quiet">{words.nothingFound}</p>}
      <ul id="switcher-list" role="listbox" aria-label={words.channels}>
        {found.map((one, nth) => (
          <li
            key={one.id}
            id={`switch-${one.id}`}
            role="option"
            aria-selected={nth === at}
            onClick={() => desk.go({ channel: one.id })}
          >
            <Icon name={one.kind === 'im' ? 'bolt' : one.kind === 'group' ? 'lock' : 'hash'} />
            <bdi>{one.label}</bdi>
            {one.unread > 0 && <span class="count" data-initial={String(one.unread)} />}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
