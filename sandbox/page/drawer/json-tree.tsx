import { useState } from 'preact/hooks'
import type { DrawerWords } from './words-en.ts'

/** A branch with more leaves than this begins folded, and a text longer than that is cut until it is asked for. */
const leavesOpen = 40
const charactersOpen = 400
/** How many entries of a long list are drawn at first. */
const entriesDrawn = 100

/** JSON to look through: what is large is folded, and nothing of it is drawn before it is opened. */
export const JsonTree = ({ value, words }: { value: unknown; words: DrawerWords }) => (
  <div class="json">
    <Branch value={value} words={words} depth={0} />
  </div>
)

type BranchProps = { name?: string; value: unknown; words: DrawerWords; depth: number }

const Branch = ({ name, value, words, depth }: BranchProps) => {
  const [isOpen, setOpen] = useState(depth === 0 || leavesIn(value, leavesOpen) < leavesOpen)
  const [drawn, setDrawn] = useState(entriesDrawn)
  const label = name === undefined ? null : <span class="json-name">{name}: </span>
  if (typeof value !== 'object' || value === null) {
    return (
      <div class="json-line">
        {label}
        <Leaf value={value} />
      </div>
    )
  }
  const entries = Object.entries(value)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  if (entries.length === 0) {
    return (
      <div class="json-line">
        {label}
        {open + close}
      </div>
    )
  }
  return (
    <div class="json-line">
      <button type="button" class="json-fold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {label}
        {isOpen ? open : `${open} ${words.fold({ count: String(entries.length) })} ${close}`}
      </button>
      {isOpen && (
        <>
          <div class="json-inside">
            {entries.slice(0, drawn).map(([key, one]) => (
              <Branch key={key} name={key} value={one} words={words} depth={depth + 1} />
            ))}
            {entries.length > drawn && (
              <button type="button" class="json-fold" onClick={() => setDrawn(drawn + entriesDrawn)}>
                {words.more({ count: String(entries.length - drawn) })}
              </button>
            )}
          </div>
          {close}
        </>
      )}
    </div>
  )
}

const Leaf = ({ value }: { value: unknown }) => {
  const [isWhole, setWhole] = useState(false)
  const text = JSON.stringify(value)
  const kind = value === null ? 'null' : typeof value
  if (text.length <= charactersOpen || isWhole) return <span class={`json-${kind}`}>{text}</span>
  return (
    <>
      <span class={`json-${kind}`}>{text.slice(0, charactersOpen)}</span>
      <button type="button" class="json-fold" aria-expanded="false" onClick={() => setWhole(true)}>
        … {text.length}
      </button>
    </>
  )
}

/** How many leaves there are, counted no further than `enough`. */
const leavesIn = (value: unknown, enough: number): number => {
  if (typeof value !== 'object' || value === null) return 1
  let found = 0
  for (const one of Object.values(value)) {
    found += leavesIn(one, enough - found)
    if (found >= enough) return found
  }
  return found
}
