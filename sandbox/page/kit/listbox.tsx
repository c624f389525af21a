import { useEffect } from 'preact/hooks'
import type { Choice, ChoiceGroup } from './menu-choices.ts'

type ListboxProps = {
  readonly id: string
  readonly label: string
  readonly groups: readonly ChoiceGroup[]
  readonly chosen: ReadonlySet<string>
  readonly isMany: boolean
  /** Which choice the keyboard stands on, counted over all groups. */
  readonly active: number
  /** Whether keys go to the list itself, and not to a filter above it. */
  readonly hasKeyboard: boolean
  readonly onChoose: (choice: Choice) => void
  readonly onActive: (index: number) => void
  readonly onKeyDown: ((event: KeyboardEvent) => void) | undefined
}

/** The id of one choice of a listbox, for `aria-activedescendant`. */
export const choiceId = (listbox: string, index: number): string => `${listbox}-${index}`

/** Choices to pick from. https://www.w3.org/WAI/ARIA/apg/patterns/listbox/ */
export const Listbox = (props: ListboxProps) => {
  const { id, groups, active } = props
  useEffect(() => {
    document.getElementById(choiceId(id, active))?.scrollIntoView({ block: 'nearest' })
  }, [id, active])
  const starts = groups.map((_, nth) => groups.slice(0, nth).reduce((sum, { choices }) => sum + choices.length, 0))
  return (
    <div
      id={id}
      role="listbox"
      aria-label={props.label}
      aria-multiselectable={props.isMany}
      class="kit-options"
      {...(props.hasKeyboard
        ? { 'data-first': true, tabIndex: 0, 'aria-activedescendant': choiceId(id, active), onKeyDown: props.onKeyDown }
        : {})}
    >
      {groups.map(({ label, choices }, nth) => {
        const start = starts[nth] ?? 0
        const options = choices.map((choice, index) => (
          <OptionOf key={choice.key} {...props} choice={choice} index={start + index} />
        ))
        return label === '' ? (
          options
        ) : (
          <div key={label} role="group" aria-labelledby={`${id}-group-${nth}`}>
            <div id={`${id}-group-${nth}`} class="kit-group" dir="auto">
              {label}
            </div>
            {options}
          </div>
        )
      })}
    </div>
  )
}

const OptionOf = ({
  id,
  choice,
  index,
  chosen,
  active,
  onChoose,
  onActive,
}: ListboxProps & { readonly choice: Choice; readonly index: number }) => (
  // The keyboard stays where it is (in the filter or on the list) and is handled there, as the pattern has it.
  <div
    id={choiceId(id, index)}
    role="option"
    aria-selected={chosen.has(choice.key)}
    class={`kit-option${index === active ? ' kit-active' : ''}`}
    onClick={() => onChoose(choice)}
    onPointerMove={() => onActive(index)}
  >
    <span class="kit-words" dir="auto">
      {choice.label}
    </span>
    {choice.description !== '' && <small dir="auto">{choice.description}</small>}
  </div>
)
