import { useEffect, useRef, useState } from 'preact/hooks'
import { type Control, isQuiet, useChanged, useControl } from './control.ts'
import { type Placed, useDrawing } from './drawing.ts'
import { isKit, kitIn, listOf, stringOf } from './reading.ts'
import { richTextTyped, typedRichText } from './rich-text-typed.ts'

/** A field to type in, as its component uses it. */
export type Typed = {
  readonly words: string
  readonly control: Control
  readonly type: (words: string) => void
  /** Tells the app now. */
  readonly enter: () => void
  readonly focus: () => void
  readonly blur: () => void
}

/** So long after the last key what was typed is sent. */
const sendAfterMs = 350

/**
 * What is typed stands here first, and is sent when the person pauses, leaves the field, or does anything else to the
 * form. What comes from elsewhere replaces it only until somebody types: to have the caret in a field is not yet typing.
 */
export const useTyped = (placed: Placed): Typed => {
  const control = useControl(placed)
  const { holdBack } = useDrawing()
  const [words, setWords] = useState(() => wordsHeld(control.value))
  const isTyping = useRef(false)
  const unsent = useRef<string | undefined>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latest = useRef(control)
  latest.current = control

  const send = (how: 'use' | 'keep') => {
    clearTimeout(timer.current)
    if (unsent.current === undefined) return
    const value = valueOf(placed, unsent.current)
    unsent.current = undefined
    latest.current[how](value)
  }
  const isToldWhileTyping = isQuiet(placed) || firesOnCharacter(placed)
  // A field that tells the app on Enter has its text sent with whatever is done next, but does not tell of it.
  const sendBeforeOthers = () => send(isToldWhileTyping ? 'use' : 'keep')
  const latestSend = useRef(sendBeforeOthers)
  latestSend.current = sendBeforeOthers
  useEffect(() => holdBack(() => latestSend.current()), [holdBack])
  useEffect(() => () => clearTimeout(timer.current), [])
  useChanged(control.value, () => {
    if (!isTyping.current && unsent.current === undefined) setWords(wordsHeld(control.value))
  })

  return {
    words,
    control,
    type: (typed) => {
      isTyping.current = true
      setWords(typed)
      unsent.current = typed
      clearTimeout(timer.current)
      if (isToldWhileTyping) timer.current = setTimeout(() => send('use'), sendAfterMs)
    },
    enter: () => {
      unsent.current ??= words
      send('use')
    },
    focus: () => {
      isTyping.current = false
    },
    blur: () => {
      isTyping.current = false
      sendBeforeOthers()
    },
  }
}

const firesOnCharacter = ({ element }: Placed): boolean =>
  listOf(kitIn(element, 'dispatch_action_config')['trigger_actions_on']).includes('on_character_entered')

/** The words in a held value: a text, or a rich_text as it is typed, with the marks of its styles. */
const wordsHeld = (held: unknown): string => (isKit(held) ? typedRichText(held) : stringOf(held))

const valueOf = ({ element }: Placed, words: string): unknown => {
  if (words === '') return null
  if (element['type'] !== 'rich_text_input') return words
  return richTextTyped(words)
}
