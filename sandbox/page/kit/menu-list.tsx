import { useEffect, useState } from 'preact/hooks'
import { type Placed, idsOf, useDrawing, useWords } from './drawing.ts'
import { Listbox, choiceId } from './listbox.tsx'
import { type Choice, type ChoiceGroup, choicesOfNames, choicesOfOptions, narrowed } from './menu-choices.ts'
import { numberOf, stringOf } from './reading.ts'
import { filled } from './words.ts'

type MenuListProps = {
  /** The id that the listbox takes. */
  readonly id: string
  readonly placed: Placed
  readonly label: string
  readonly chosen: ReadonlySet<string>
  readonly isMany: boolean
  readonly onChoose: (choice: Choice) => void
  /** `backToTrigger`: whether the keyboard goes back to where it came from. */
  readonly onClose: (backToTrigger: boolean) => void
}

/** So many choices are seen at once; more need a filter, as do people and suggestions. */
const seenAtOnce = 9
/** docs.slack.dev/reference/block-kit/block-elements/select-menu-element, external data source */
const defaultQueryLength = 3
const suggestAfterMs = 200

/** What opens under a menu: a filter where there is much to choose from, and the choices. */
export const MenuList = ({ id, placed, label, chosen, isMany, onChoose, onClose }: MenuListProps) => {
  const { element } = placed
  const words = useWords()
  const { names } = useDrawing()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState<number>()
  const type = stringOf(element['type']).replace(/^multi_/, '')
  const shortest = numberOf(element['min_query_length']) ?? defaultQueryLength
  const suggested = useSuggestions(placed, typed, type === 'external_select' ? shortest : undefined)
  const all =
    type === 'static_select' ? choicesOfOptions(element) : (suggested?.groups ?? choicesOfNames(element, names))
  const count = all.reduce((sum, { choices }) => sum + choices.length, 0)
  const hasFilter = type !== 'static_select' || count > seenAtOnce
  const groups = suggested === undefined ? narrowed(all, hasFilter ? typed : '') : all
  const flat = groups.flatMap(({ choices }) => choices)
  const first = Math.max(
    0,
    flat.findIndex(({ key }) => chosen.has(key)),
  )
  const at = Math.min(active ?? (typed === '' ? first : 0), flat.length - 1)

  const pressed = (event: KeyboardEvent) => {
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: flat.length - 1 }[event.key]
    const here = flat[at]
    if (next !== undefined && !(hasFilter && (event.key === 'Home' || event.key === 'End'))) {
      event.preventDefault()
      setActive(Math.max(0, Math.min(next, flat.length - 1)))
    } else if (event.key === 'Enter' || (event.key === ' ' && !hasFilter)) {
      event.preventDefault()
      if (here !== undefined) onChoose(here)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onClose(true)
    } else if (event.key === 'Tab') onClose(true)
    else if (!hasFilter && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      const found = [...flat.slice(at + 1), ...flat].find(({ label: one }) => startsWith(one, event.key))
      if (found !== undefined) setActive(flat.indexOf(found))
    }
  }
  const isShort = type === 'external_select' && typed.length < shortest
  return (
    <>
      {hasFilter && (
        <input
          data-first
          class="kit-input kit-filter"
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={id}
          {...(at < 0 ? {} : { 'aria-activedescendant': choiceId(id, at) })}
          aria-label={`${words.search}: ${label}`}
          placeholder={words.search}
          autocomplete="off"
          dir="auto"
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value)
            setActive(undefined)
          }}
          onKeyDown={pressed}
        />
      )}
      <Listbox
        id={id}
        label={label}
        groups={groups}
        chosen={chosen}
        isMany={isMany}
        active={at}
        hasKeyboard={!hasFilter}
        onChoose={onChoose}
        onActive={setActive}
        onKeyDown={pressed}
      />
      {flat.length === 0 && (
        <p class="kit-note" role="status">
          {suggested?.refusal ?? (isShort ? filled(words.typeMore, { count: shortest }) : words.none)}
        </p>
      )}
    </>
  )
}

/** A menu's first letter is sought past the mark that stands before a name. */
const startsWith = (label: string, letter: string): boolean =>
  label
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .toLowerCase()
    .startsWith(letter.toLowerCase())

type Suggested = { readonly groups: ChoiceGroup[]; readonly refusal?: string }

/** What the app offers for the words typed, once there are enough; undefined for a menu that does not ask the app. */
const useSuggestions = (placed: Placed, typed: string, shortest: number | undefined): Suggested | undefined => {
  const { acts } = useDrawing()
  const [offered, setOffered] = useState<Suggested>({ groups: [] })
  useEffect(() => {
    if (shortest === undefined || typed.length < shortest) {
      setOffered({ groups: [] })
      return
    }
    let isLatest = true
    const timer = setTimeout(() => {
      // An answer to older words would take the place of a newer one.
      acts.suggest(idsOf(placed), typed).then(
        (options) => isLatest && setOffered({ groups: groupsOf(options) }),
        (error: unknown) => isLatest && setOffered({ groups: [], refusal: String(error) }),
      )
    }, suggestAfterMs)
    return () => {
      isLatest = false
      clearTimeout(timer)
    }
  }, [typed, shortest])
  return shortest === undefined ? undefined : offered
}

/** Options and groups of them, as they came. */
const groupsOf = (held: readonly Readonly<Record<string, unknown>>[]): ChoiceGroup[] =>
  choicesOfOptions({
    options: held.filter((one) => one['options'] === undefined),
    option_groups: held.filter((one) => one['options'] !== undefined),
  })
