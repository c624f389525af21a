import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Kit } from '../seen.ts'
import type { Control } from './control.ts'
import { useWords } from './drawing.ts'
import { kitIn, wordsOf } from './reading.ts'
import { TextBlock, Words } from './text.tsx'

/** The question before a use, and why the last one failed: what may stand beside any control. */
export const Aside = ({ control }: { control: Control }) => (
  <>
    {control.question !== undefined && <Question {...control.question} />}
    {control.refusal !== undefined && (
      <span class="kit-refusal" role="alert" dir="auto">
        {control.refusal}
      </span>
    )}
  </>
)

/** A confirmation dialog. docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
const Question = ({ confirm, answer }: { confirm: Kit; answer: (yes: boolean) => void }) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const words = useWords()
  useLayoutEffect(() => dialog.current?.showModal(), [])
  const label = (name: string, own: string) =>
    wordsOf(confirm[name]) === '' ? own : <Words of={kitIn(confirm, name)} />
  return (
    <dialog
      ref={dialog}
      class="kit-confirm"
      aria-labelledby="kit-confirm-title"
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      onCancel={(event) => {
        event.stopPropagation()
        answer(false)
      }}
    >
      <h2 id="kit-confirm-title">{label('title', words.confirm)}</h2>
      <TextBlock of={kitIn(confirm, 'text')} />
      <div class="kit-row kit-row-end">
        <button type="button" class="kit-button" onClick={() => answer(false)}>
          {label('deny', words.cancel)}
        </button>
        <button
          type="button"
          class={`kit-button ${confirm['style'] === 'danger' ? 'kit-danger' : 'kit-primary'}`}
          onClick={() => answer(true)}
        >
          {label('confirm', words.confirm)}
        </button>
      </div>
    </dialog>
  )
}
