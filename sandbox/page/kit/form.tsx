import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Acts, Names, Reader, View } from '../seen.ts'
import { useActing } from './acting.ts'
import { Blocks } from './block.tsx'
import { useChanged } from './control.ts'
import { DrawingContext } from './drawing.ts'
import { wordsOf } from './reading.ts'
import { Words } from './text.tsx'
import { wordsIn } from './words.ts'

type FormProps = {
  readonly view: View
  readonly reader: Reader
  readonly names: Names
  readonly acts: Acts
  /** Resolves when the app has answered, and rejects with words for the person when it has not. */
  readonly onSubmit: () => Promise<void>
  readonly onClose: () => void
}

/** The inside of a modal: its blocks, and the buttons below them. The title above is for whoever frames it. */
export const Form = ({ view, reader, names, acts, onSubmit, onClose }: FormProps) => {
  const acting = useActing(acts)
  const words = wordsIn(reader.language)
  const form = useRef<HTMLFormElement>(null)
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const drawing = useMemo(
    () => ({ reader, names, values: view.values, errors: view.errors, acts: acting.acts, holdBack: acting.holdBack }),
    [reader, names, view.values, view.errors, acting],
  )
  useEffect(() => focusFirst(form.current, '[data-focus]', field), [view.id])
  useChanged(view.errors, () => focusFirst(form.current, '.kit-invalid :is(input, textarea, [role=combobox])'))

  const submit = async () => {
    setBusy(true)
    setRefusal(undefined)
    try {
      await acting.settle()
      await onSubmit()
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <DrawingContext.Provider value={drawing}>
      <form
        ref={form}
        class="kit kit-form"
        noValidate
        aria-busy={isBusy}
        onSubmit={(event) => {
          event.preventDefault()
          // Enter in a field submits as well; a form without a button has nothing to submit.
          if (!isBusy && view.submit !== undefined) void submit()
        }}
      >
        <div class="kit-form-body">
          <Blocks blocks={view.blocks} />
        </div>
        <div class="kit-form-foot">
          {refusal !== undefined && (
            <p class="kit-error" role="alert" dir="auto">
              {refusal}
            </p>
          )}
          <button type="button" class="kit-button" onClick={onClose}>
            {wordsOf(view.close) === '' ? words.close : <Words of={view.close ?? {}} />}
          </button>
          {view.submit !== undefined && (
            <button type="submit" class="kit-button kit-primary" aria-busy={isBusy}>
              <Words of={view.submit} />
            </button>
          )}
        </div>
      </form>
    </DrawingContext.Provider>
  )
}

const field = '.kit-form-body :is(input, textarea, [role=combobox])'

/** Puts the keyboard on the first of what the selectors find, in their order; nowhere if they find nothing. */
const focusFirst = (form: HTMLFormElement | null, ...selectors: readonly string[]): void => {
  const found = selectors.flatMap((selector) => form?.querySelector<HTMLElement>(selector) ?? []).at(0)
  if (found === undefined) return
  // A dialog that opens around it after this gives the focus to what has this mark.
  found.autofocus = true
  found.focus()
}
