import { useRef, useState } from 'preact/hooks'
import type { Kit } from '../seen.ts'
import { Aside } from './confirm.tsx'
import { useControl } from './control.ts'
import { type Placed, useWords } from './drawing.ts'
import { isOpenable } from './mrkdwn-token.ts'
import { Popover } from './popover.tsx'
import { kitIn, kitsOf, stringOf, wordsOf } from './reading.ts'
import { Words } from './text.tsx'

/** The menu behind three dots. https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/ */
export const Overflow = ({ placed }: { placed: Placed }) => {
  const control = useControl(placed)
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    trigger.current?.focus()
  }
  return (
    <span class="kit-control">
      <button
        ref={trigger}
        type="button"
        class="kit-button kit-overflow"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={words.actions}
        aria-busy={control.isBusy}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          setOpen(true)
        }}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {isOpen && trigger.current !== null && (
        <Popover anchor={trigger.current} onClose={() => setOpen(false)}>
          <Items
            options={kitsOf(placed.element['options'])}
            label={words.actions}
            onClose={close}
            onChoose={(option) => {
              close()
              control.use(option)
            }}
          />
        </Popover>
      )}
      <Aside control={control} />
    </span>
  )
}

type ItemsProps = {
  readonly options: readonly Kit[]
  readonly label: string
  readonly onClose: () => void
  readonly onChoose: (option: Kit) => void
}

const Items = ({ options, label, onClose, onChoose }: ItemsProps) => {
  const menu = useRef<HTMLDivElement>(null)
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
  const pressed = (event: KeyboardEvent) => {
    const all = items()
    const at = all.findIndex((item) => item === document.activeElement)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (next !== undefined) {
      event.preventDefault()
      all.at(next % all.length)?.focus()
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.preventDefault()
      event.stopPropagation()
      onClose()
    }
  }
  return (
    <div ref={menu} role="menu" aria-label={label} class="kit-options" onKeyDown={pressed}>
      {options.map((option, index) => {
        const url = stringOf(option['url'])
        const shared = {
          role: 'menuitem',
          tabIndex: -1,
          class: 'kit-option',
          onClick: () => onChoose(option),
          'data-first': index === 0 ? true : undefined,
        } as const
        const inside = (
          <>
            <Words of={kitIn(option, 'text')} />
            {wordsOf(option['description']) !== '' && (
              <small>
                <Words of={kitIn(option, 'description')} />
              </small>
            )}
          </>
        )
        return isOpenable(url) ? (
          <a key={stringOf(option['value'])} {...shared} href={url} target="_blank" rel="noopener noreferrer">
            {inside}
          </a>
        ) : (
          <button key={stringOf(option['value'])} type="button" {...shared}>
            {inside}
          </button>
        )
      })}
    </div>
  )
}
