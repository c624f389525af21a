import { useState } from 'preact/hooks'
import { useShown, useTools } from '../tools.ts'
import { Icon, IconButton } from './icon.tsx'
import { Popover } from './popover.tsx'

/** The app's shortcuts that work from anywhere. */
export const Shortcuts = () => {
  const { desk, words } = useTools()
  const { page, users, me } = useShown()
  const [isOpen, setOpen] = useState(false)
  const all = page.shortcuts.filter(({ type }) => type === 'global')
  if (all.length === 0 || users.find(({ id }) => id === me)?.isStranger === true) return null
  return (
    <span class="anchor">
      <IconButton icon="bolt" label={words.shortcuts} isExpanded={isOpen} onClick={() => setOpen(!isOpen)} />
      {isOpen && (
        <Popover label={words.shortcuts} class="menu menu-up" onClose={() => setOpen(false)}>
          {all.map(({ name, description }) => (
            <button
              key={name}
              type="button"
              role="menuitem"
              onClick={() => {
                setOpen(false)
                void desk.attempt('shortcut', { name })
              }}
            >
              <Icon name="bolt" />
              <span>
                <span dir="auto">{name}</span>
                <span class="quiet" dir="auto">
                  {description}
                </span>
              </span>
            </button>
          ))}
        </Popover>
      )}
    </span>
  )
}
