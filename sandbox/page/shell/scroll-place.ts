import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

/** So near to an end counts as there, in px. */
const near = 24
/** So near to an end more is loaded, in px. */
const ahead = 900

/** What a list of messages wants of its scroll place. */
type Wishes = {
  /** Another one: begin at `goal`. */
  readonly visit: string
  /** The row to begin at, by selector; the newest without. */
  readonly goal: string | undefined
  /** Nothing comes behind the last row; otherwise its end is no place to stay at. */
  readonly isEnd: boolean
  onNearTop(): void
  onNearBottom(): void
  onBottom(isThere: boolean): void
}

/**
 * Keeps the place where somebody reads: at the newest while they are there, and otherwise the row that they see on top,
 * whatever comes before it, behind it or grows in between (pictures).
 */
export const useScrollPlace = (wishes: Wishes) => {
  const list = useRef<HTMLElement>(null)
  const latest = useRef(wishes)
  latest.current = wishes
  const at = useRef<{ isBottom: boolean; ts: string | undefined; top: number }>({
    isBottom: true,
    ts: undefined,
    top: 0,
  })
  const visited = useRef('')
  const height = useRef(0)

  const look = () => {
    const box = list.current
    if (box === null) return
    // Not the reader has moved, but what they read has grown: their place is where it was.
    if (height.current !== box.scrollHeight) settle()
    const { scrollTop, scrollHeight, clientHeight } = box
    const left = scrollHeight - scrollTop - clientHeight
    const isBottom = left < near && latest.current.isEnd
    const top = box.getBoundingClientRect().top
    const rows = box.querySelectorAll<HTMLElement>('[data-ts]')
    const first = [...rows].find((row) => row.getBoundingClientRect().bottom > top)
    at.current = {
      isBottom,
      ts: first?.dataset['ts'],
      top: (first?.getBoundingClientRect().top ?? top) - top,
    }
    latest.current.onBottom(isBottom)
    if (scrollTop < ahead) latest.current.onNearTop()
    if (left < ahead) latest.current.onNearBottom()
  }

  const settle = () => {
    const box = list.current
    if (box === null) return
    const { isBottom, ts, top } = at.current
    height.current = box.scrollHeight
    if (isBottom) {
      box.scrollTop = box.scrollHeight
      return
    }
    const row = ts === undefined ? null : box.querySelector(`[data-ts="${ts}"]`)
    if (row === null) return
    const moved = row.getBoundingClientRect().top - box.getBoundingClientRect().top - top
    if (Math.abs(moved) > 1) box.scrollTop += moved
  }

  useLayoutEffect(() => {
    const box = list.current
    const { visit, goal } = latest.current
    if (box === null || visit === visited.current) return settle()
    visited.current = visit
    height.current = box.scrollHeight
    const row = goal === undefined ? null : box.querySelector<HTMLElement>(goal)
    if (row === null) box.scrollTop = box.scrollHeight
    else box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3
    look()
  })

  useEffect(() => {
    const box = list.current
    if (box === null) return undefined
    const observer = new ResizeObserver(settle)
    observer.observe(box)
    if (box.firstElementChild !== null) observer.observe(box.firstElementChild)
    return () => observer.disconnect()
  }, [])

  return {
    list,
    onScroll: look,
    toBottom: () => {
      at.current = { isBottom: true, ts: undefined, top: 0 }
      settle()
    },
  }
}
