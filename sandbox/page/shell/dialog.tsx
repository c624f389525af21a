import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useTools } from '../tools.ts'
import { IconButton } from './icon.tsx'

/** What is to be filled in. */
const fields = 'input, textarea, select'

/**
 * A dialog over the page: the browser keeps the focus inside and gives it back afterwards. Esc and the button call
 * `onClose`; whether it then goes away is for whoever shows it.
 */
export const Dialog = (props: {
  title: ComponentChildren
  label?: string
  onClose: () => void
  class?: string
  children: ComponentChildren
}) => {
  const { words } = useTools()
  const frame = useRef<HTMLDialogElement>(null)
  // Taken down before what is inside takes the focus.
  const [before] = useState(() => document.activeElement)
  useEffect(() => {
    const dialog = frame.current
    dialog?.showModal()
    // The browser would begin at the button that closes it.
    const field = dialog?.querySelector<HTMLElement>('[autofocus]') ?? dialog?.querySelector<HTMLElement>(fields)
    field?.focus()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={frame}
      class={`dialog ${props.class ?? ''}`}
      aria-labelledby={props.label === undefined ? 'dialog-title' : undefined}
      aria-label={props.label}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose()
      }}
      onKeyDown={(event) => {
        // What is open inside, a menu, takes the first one.
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        event.stopPropagation()
        props.onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) props.onClose()
      }}
    >
      <div class="dialog-inside">
        <header class="dialog-head">
          <h2 id={props.label === undefined ? 'dialog-title' : undefined}>{props.title}</h2>
          <IconButton icon="close" label={words.close} onClick={props.onClose} />
        </header>
        {props.children}
      </div>
    </dialog>
  )
}
