import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

/**
 * A small box that opens from a button: it takes the focus, arrow keys go through what is in it, and Esc, a click
 * elsewhere or the focus leaving it close it. The focus goes back to where it was.
 */
export const Popover = (props: {
  label: string
  role?: 'menu' | 'dialog'
  class?: string
  onClose: () => void
  children: ComponentChildren
}) => {
  const box = useRef<HTMLDivElement>(null)
  const { onClose } = props
  useLayoutEffect(() => {
    const inside = box.current
    if (inside === null) return
    const room = (inside.closest('.messages') ?? document.documentElement).getBoundingClientRect()
    const { top, bottom, height } = inside.getBoundingClientRect()
    // Upwards where there is no room below and there is some above.
    if (bottom > room.bottom && top - height - (inside.parentElement?.clientHeight ?? 0) > room.top) {
      inside.classList.add('popover-up')
    }
  }, [])
  useEffect(() => {
    const before = document.activeElement
    const inside = box.current
    inside?.querySelector<HTMLElement>('[aria-checked=true], button, input')?.focus()
    const onDown = (event: PointerEvent): void => {
      const { target } = event
      // A press on the button that opened it is that button's to answer.
      if (
        !(target instanceof Node) ||
        inside?.contains(target) === true ||
        inside?.parentElement?.contains(target) === true
      )
        return
      onClose()
    }
    document.addEventListener('pointerdown', onDown)
    return () => {
      document.removeEventListener('pointerdown', onDown)
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.preventDefault()
      event.stopPropagation()
      onClose()
      return
    }
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const all = [...(box.current?.querySelectorAll<HTMLElement>('button:not([disabled])') ?? [])]
    const at = all.findIndex((one) => one === document.activeElement)
    all[(at + step + all.length) % all.length]?.focus()
  }
  return (
    <div
      ref={box}
      class={`popover ${props.class ?? ''}`}
      role={props.role ?? 'menu'}
      aria-label={props.label}
      onKeyDown={onKeyDown}
    >
      {props.children}
    </div>
  )
}
