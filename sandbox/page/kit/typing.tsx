import { useEffect, useRef } from 'preact/hooks'
import { Aside } from './confirm.tsx'
import { isQuiet } from './control.ts'
import type { Labelled, Placed } from './drawing.ts'
import { useWords } from './drawing.ts'
import { plainWords } from './menu-choices.ts'
import { labelling } from './pickers.tsx'
import { kitIn, listOf, numberOf, stringOf } from './reading.ts'
import { useTyped } from './typed.ts'
import { filled } from './words.ts'

type TypingProps = { readonly placed: Placed; readonly labelled: Labelled | undefined }

/** How the browser is told what kind of text is wanted: which keyboard a phone shows, and what it may fill in. */
const kinds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  email_text_input: { type: 'email', inputMode: 'email' },
  url_text_input: { type: 'url', inputMode: 'url' },
}

/** A field to type in: text of one or many lines, an e-mail address, an address of the web, a number, rich text. */
export const Typing = ({ placed, labelled }: TypingProps) => {
  const { element } = placed
  const field = useTyped(placed)
  const area = useRef<HTMLTextAreaElement>(null)
  const type = stringOf(element['type'])
  const isLong = element['multiline'] === true || type === 'rich_text_input'
  useGrowing(area, field.words)
  const placeholder = plainWords(element['placeholder'])
  const shared = {
    class: 'kit-input',
    // Empty, it lies as the reader's language does, and so does its placeholder.
    ...(field.words === '' ? {} : { dir: 'auto' as const }),
    value: field.words,
    placeholder,
    autocomplete: 'off',
    'aria-busy': field.control.isBusy && !isQuiet(placed),
    ...labelling(labelled, placeholder),
    ...(element['focus_on_load'] === true ? { 'data-focus': '' } : {}),
    onInput: (event: { readonly currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      field.type(event.currentTarget.value),
    onFocus: field.focus,
    onBlur: field.blur,
  }
  return (
    <span class="kit-control kit-typing">
      {isLong ? (
        <textarea ref={area} rows={numberOf(element['min_lines']) ?? 3} {...shared} />
      ) : (
        <input
          {...(type === 'number_input'
            ? numeric(element['is_decimal_allowed'] === true)
            : (kinds[type] ?? { type: 'text' }))}
          {...shared}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || isQuiet(placed) || !firesOnEnter(placed)) return
            // Told to the app, and not taken for the form's own button.
            event.preventDefault()
            field.enter()
          }}
        />
      )}
      <Count length={field.words.length} element={element} />
      <Aside control={field.control} />
    </span>
  )
}

/** Slack's default. docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object */
const firesOnEnter = ({ element }: Placed): boolean => {
  const on = listOf(kitIn(element, 'dispatch_action_config')['trigger_actions_on'])
  return on.length === 0 || on.includes('on_enter_pressed')
}

/** A number is typed as text, so that what is no number can be told from nothing, and said to be wrong. */
const numeric = (isDecimal: boolean) => ({ type: 'text', inputMode: isDecimal ? 'decimal' : 'numeric' }) as const

/** How much room is left, once that matters; it is spoken when it runs out. */
const Count = ({ length, element }: { length: number; element: TypingProps['placed']['element'] }) => {
  const words = useWords()
  const most = numberOf(element['max_length'])
  const least = numberOf(element['min_length']) ?? 0
  if (length > 0 && length < least) return <Note>{filled(words.tooShort, { count: least })}</Note>
  if (most === undefined || length < most * 0.8) return null
  const left = most - length
  return (
    <small class={`kit-count${left < 0 ? ' kit-over' : ''}`} aria-live={left < 20 ? 'polite' : 'off'}>
      {left < 0 ? filled(words.tooLong, { count: most }) : filled(words.left, { count: left })}
    </small>
  )
}

const Note = ({ children }: { children: string }) => <small class="kit-count">{children}</small>

/** A long field grows with its text, up to what its style allows. */
const useGrowing = (area: { readonly current: HTMLTextAreaElement | null }, words: string): void => {
  useEffect(() => {
    const { current } = area
    // Not laid out yet, in a dialog that is about to open: it has the height of its rows.
    if (current === null || current.scrollHeight === 0) return
    current.style.height = 'auto'
    current.style.height = `${current.scrollHeight + 2}px`
  }, [words])
}
