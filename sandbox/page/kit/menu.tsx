import { useId, useRef, useState } from 'preact/hooks'
import { useControl } from './control.ts'
import { Aside } from './confirm.tsx'
import { type Labelled, type Placed, useDrawing, useWords } from './drawing.ts'
import { Popover } from './popover.tsx'
import { MenuList } from './menu-list.tsx'
import { type Choice, choiceOfValue, plainWords } from './menu-choices.ts'
import { listOf, numberOf, stringOf } from './reading.ts'
import { filled } from './words.ts'

type MenuProps = { readonly placed: Placed; readonly labelled: Labelled | undefined }

/**
 * Every select of Block Kit: of options, people, channels, conversations, or what the app suggests; of one or of many.
 * A combobox that opens a listbox. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export const Menu = ({ placed, labelled }: MenuProps) => {
  const { element } = placed
  const { names } = useDrawing()
  const words = useWords()
  const control = useControl(placed)
  const [isOpen, setOpen] = useState(false)
  const listId = useId()
  const trigger = useRef<HTMLButtonElement>(null)
  const isMany = stringOf(element['type']).startsWith('multi_')
  const held = (isMany ? listOf(control.value) : control.value === null ? [] : [control.value]).map((value) =>
    choiceOfValue(value, names),
  )
  const keys = new Set(held.map(({ key }) => key))
  const most = isMany ? numberOf(element['max_selected_items']) : undefined
  const isFull = most !== undefined && held.length >= most
  const placeholder = plainWords(element['placeholder']) || words.choose
  const close = (backToTrigger: boolean) => {
    setOpen(false)
    if (backToTrigger) trigger.current?.focus()
  }
  const without = (gone: Choice) => held.filter(({ key }) => key !== gone.key).map(({ value }) => value)
  const choose = (choice: Choice) => {
    if (!isMany) {
      close(true)
      control.use(choice.value)
    } else if (keys.has(choice.key)) control.use(without(choice))
    else if (!isFull) control.use([...held.map(({ value }) => value), choice.value])
  }
  const [only] = held
  return (
    <span class="kit-control kit-menu">
      {isMany && held.length > 0 && <Tokens held={held} onRemove={(choice) => control.use(without(choice))} />}
      <span class="kit-row">
        <button
          ref={trigger}
          type="button"
          role="combobox"
          class={`kit-select${held.length === 0 || isMany ? ' kit-empty' : ''}`}
          aria-haspopup="listbox"
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-busy={control.isBusy}
          {...(element['focus_on_load'] === true ? { 'data-focus': '' } : {})}
          {...(labelled === undefined
            ? { 'aria-label': placeholder }
            : {
                id: labelled.id,
                'aria-labelledby': labelled.labelId,
                'aria-describedby': labelled.describedBy,
                'aria-invalid': labelled.isInvalid,
                'aria-required': labelled.isRequired,
              })}
          onClick={() => setOpen(!isOpen)}
          onKeyDown={(event) => {
            if (isOpen || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
            event.preventDefault()
            setOpen(true)
          }}
        >
          <span class="kit-words" dir="auto">
            {isMany || only === undefined ? placeholder : only.label}
          </span>
        </button>
        {!isMany && only !== undefined && labelled?.isRequired === false && (
          <button type="button" class="kit-clear" aria-label={words.clear} onClick={() => control.use(null)}>
            <span aria-hidden="true">×</span>
          </button>
        )}
      </span>
      {isOpen && trigger.current !== null && (
        <Popover anchor={trigger.current} onClose={() => close(false)}>
          <MenuList
            id={listId}
            placed={placed}
            label={placeholder}
            chosen={keys}
            isMany={isMany}
            onChoose={choose}
            onClose={close}
          />
          {isFull && <p class="kit-note">{filled(words.most, { count: most })}</p>}
        </Popover>
      )}
      <Aside control={control} />
    </span>
  )
}

const Tokens = ({ held, onRemove }: { held: readonly Choice[]; onRemove: (choice: Choice) => void }) => {
  const words = useWords()
  return (
    <span class="kit-tokens" role="list">
      {held.map((choice) => (
        <span key={choice.key} class="kit-token" role="listitem">
          <bdi>{choice.label}</bdi>
          <button
            type="button"
            aria-label={filled(words.remove, { name: choice.label })}
            onClick={() => onRemove(choice)}
          >
            <span aria-hidden="true">×</span>
          </button>
        </span>
      ))}
    </span>
  )
}
