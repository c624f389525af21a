import { useLayoutEffect, useRef } from 'preact/hooks'
import { useShown } from '../tools.ts'

/** Short words that go away by themselves; read aloud as they come. */
export const Toasts = () => {
  const { toasts } = useShown()
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    // Above a form that is open: of what lies on top of the page, the last one shown lies highest.
    if (box.current?.matches(':popover-open') === true) box.current.hidePopover()
    if (toasts.length > 0) box.current?.showPopover()
  }, [toasts])
  return (
    <div ref={box} class="toasts" role="status" aria-live="polite" popover="manual">
      {toasts.map(({ id, text, kind }) => (
        <p key={id} class={`toast toast-${kind}`} dir="auto">
          {text}
        </p>
      ))}
    </div>
  )
}
