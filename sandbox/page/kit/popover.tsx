import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

type PopoverProps = {
  /** What it belongs to, and stands beside. */
  readonly anchor: HTMLElement
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/**
 * A box over everything else (in the browser's top layer, so no form clips it), below its anchor or above it where there
 * is more room. What is marked `data-first` in it has the keyboard at once. A press elsewhere closes it.
 */
export const Popover = ({ anchor, onClose, children }: PopoverProps) => {
  const box = useRef<HTMLDivElement>(null)
  const closing = useRef(onClose)
  closing.current = onClose
  // After every drawing, for a filter makes it shorter.
  useLayoutEffect(() => {
    if (box.current === null) return
    const isOpening = !box.current.matches(':popover-open')
    if (isOpening) box.current.showPopover()
    place(box.current, anchor)
    // Before the next key arrives: it is meant for what has just opened.
    if (isOpening) box.current.querySelector<HTMLElement>('[data-first]')?.focus()
  })
  useEffect(() => {
    const isInside = (target: EventTarget | null) =>
      target instanceof Node && (box.current?.contains(target) === true || anchor.contains(target))
    const pressed = (event: PointerEvent) => {
      if (!isInside(event.target)) closing.current()
    }
    const moved = (event: Event) => {
      if (box.current !== null && !isInside(event.target)) place(box.current, anchor)
    }
    document.addEventListener('pointerdown', pressed, true)
    document.addEventListener('scroll', moved, true)
    window.addEventListener('resize', moved)
    return () => {
      document.removeEventListener('pointerdown', pressed, true)
      document.removeEventListener('scroll', moved, true)
      window.removeEventListener('resize', moved)
    }
  }, [anchor])
  return (
    <div ref={box} class="kit-popover" popover="manual">
      {children}
    </div>
  )
}

const gap = 4
const edge = 8

const place = (box: HTMLElement, anchor: HTMLElement): void => {
  const at = anchor.getBoundingClientRect()
  const below = window.innerHeight - at.bottom - gap - edge
  const above = at.top - gap - edge
  const isAbove = below < Math.min(box.scrollHeight, 240) && above > below
  box.style.maxHeight = `${Math.max(120, Math.min(380, isAbove ? above : below))}px`
  box.style.minWidth = `${at.width}px`
  const width = box.offsetWidth
  const isRtl = getComputedStyle(anchor).direction === 'rtl'
  const left = isRtl ? at.right - width : at.left
  box.style.left = `${Math.max(edge, Math.min(left, window.innerWidth - width - edge))}px`
  box.style.top = isAbove ? `${at.top - gap - box.offsetHeight}px` : `${at.bottom + gap}px`
}
