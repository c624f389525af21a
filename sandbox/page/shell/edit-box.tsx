import { useEffect, useRef, useState } from 'preact/hooks'
import type { SeenMessage } from '../answers.ts'
import { typedText } from '../data/typed-text.ts'
import { useTools } from '../tools.ts'

/** One's own words, to be changed: Enter saves, Esc leaves them as they were. */
export const EditBox = (props: { message: SeenMessage; channel: string; onEnd: () => void }) => {
  const { desk, words, names } = useTools()
  const [text, setText] = useState(() => typedText(props.message.text, names))
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    box.current?.focus()
    box.current?.setSelectionRange(text.length, text.length)
  }, [])
  const save = () => {
    props.onEnd()
    if (text.trim() !== '') void desk.attempt('edit', { channel: props.channel, ts: props.message.ts, text })
  }
  return (
    <div class="edit-box">
      <textarea
        ref={box}
        aria-label={words.edit}
        dir="auto"
        rows={2}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.isComposing) return
          if (event.key === 'Escape') props.onEnd()
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault()
            save()
          }
        }}
      />
      <p>
        <button type="button" class="button" onClick={props.onEnd}>
          {words.cancel}
        </button>{' '}
        <button type="button" class="button button-main" onClick={save}>
          {words.save}
        </button>
      </p>
    </div>
  )
}
