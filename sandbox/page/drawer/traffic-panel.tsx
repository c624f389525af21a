import { useState } from 'preact/hooks'
import type { Ask } from '../data/wire.ts'
import type { Reader } from '../seen.ts'
import { type Filter, fitting } from './lines.ts'
import type { TrafficKind } from './traffic.ts'
import { TrafficLine } from './traffic-line.tsx'
import type { Watched } from './watch.ts'
import type { DrawerWords } from './words-en.ts'

/** How many rows are drawn at first, and how many more each time: what keeps a storm from stalling the page. */
const drawnAtOnce = 100

const kinds = ['call', 'event', 'act'] as const satisfies readonly TrafficKind[]

/** Every call, event and act, newest first. */
export const TrafficPanel = ({
  ask,
  words,
  reader,
  watched,
  isPaused,
  onPause,
}: {
  ask: Ask
  words: DrawerWords
  reader: Reader
  watched: Watched
  isPaused: boolean
  onPause: (isPaused: boolean) => void
}) => {
  const [filter, setFilter] = useState<Filter>({ text: '', kinds: new Set(kinds) })
  const [opened, setOpened] = useState<string>()
  const [drawn, setDrawn] = useState(drawnAtOnce)
  const { rows, passed } = watched.lines
  const fit = fitting(rows, filter)
  const toggle = (kind: TrafficKind): void => {
    const next = new Set(filter.kinds)
    if (!next.delete(kind)) next.add(kind)
    setFilter({ ...filter, kinds: next })
  }
  return (
    <>
      <div class="drawer-bar">
        <input
          type="search"
          aria-label={words.filter}
          placeholder={words.filterHint}
          value={filter.text}
          onInput={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
        />
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            class={`drawer-kind is-${kind}`}
            aria-pressed={filter.kinds.has(kind)}
            onClick={() => toggle(kind)}
          >
            {words.kinds[kind]}
          </button>
        ))}
        <span class="drawer-gap" />
        <button type="button" class="button" aria-pressed={isPaused} onClick={() => onPause(!isPaused)}>
          {isPaused ? words.resume : words.pause}
        </button>
        <button type="button" class="button" onClick={watched.clear}>
          {words.clear}
        </button>
      </div>
      {isPaused && (
        <p class="drawer-note" role="status">
          {words.paused}
        </p>
      )}
      {fit.length === 0 && <p class="drawer-note">{rows.length === 0 ? words.nothing : words.noMatch}</p>}
      <ol class="traffic" onKeyDown={walk}>
        {fit.slice(0, drawn).map((row) => (
          <TrafficLine key={row.id} {...{ row, ask, words, reader }} isOpen={row.id === opened} onToggle={setOpened} />
        ))}
      </ol>
      {fit.length > drawn && (
        <button type="button" class="button drawer-more" onClick={() => setDrawn(drawn + drawnAtOnce)}>
          {words.more({ count: String(fit.length - drawn) })}
        </button>
      )}
      {passed > 0 && <p class="drawer-note">{words.passed({ count: String(passed) })}</p>}
    </>
  )
}

/** Up and down go from line to line, as in any list. */
const walk = (event: KeyboardEvent): void => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || !(event.target instanceof HTMLElement) || !event.target.matches('.traffic-face')) return
  if (!(event.currentTarget instanceof HTMLElement)) return
  const faces = [...event.currentTarget.querySelectorAll<HTMLElement>('.traffic-face')]
  const next = faces[faces.indexOf(event.target) + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
