import type { Traffic, TrafficKind, TrafficRow } from './traffic.ts'

/** What a window holds of the traffic: enough for the last minutes, and never more than that. */
const held = 1_000

/** The traffic as a window holds it, newest first. */
export type Lines = {
  readonly rows: readonly TrafficRow[]
  readonly seen: Traffic['seen']
  /** How many went by too fast to be told since the window began to look. */
  readonly passed: number
}

/** A window that has looked at nothing yet. */
export const noLines: Lines = { rows: [], seen: { call: 0, delivery: 0 }, passed: 0 }

/** The same window with nothing in it: only what comes from now on will be. */
export const cleared = ({ seen }: Lines): Lines => ({ ...noLines, seen })

/** With what is new: rows known by id are replaced where they stand, others come on top; the oldest fall off. */
export const withTraffic = (lines: Lines, { rows, seen, passed }: Traffic): Lines => {
  const isFirst = lines.seen.call === 0 && lines.seen.delivery === 0
  const newer = new Map(rows.map((row) => [row.id, row]))
  const known = lines.rows.map((row) => {
    const changed = newer.get(row.id)
    newer.delete(row.id)
    return changed ?? row
  })
  return {
    rows: [...newer.values(), ...known].slice(0, held),
    seen,
    // At the first look the past is simply further back than a window reaches.
    passed: lines.passed + (isFirst ? 0 : passed),
  }
}

/** Ids of those that have no outcome yet. */
export const runningIn = ({ rows }: Lines): readonly string[] =>
  rows.flatMap(({ id, outcome }) => (outcome === null ? [id] : []))

/** What a reader wants to see: these kinds, and lines in which each of the words stands. */
export type Filter = { readonly text: string; readonly kinds: ReadonlySet<TrafficKind> }

/** The rows that fit, in their order. */
export const fitting = (rows: readonly TrafficRow[], { text, kinds }: Filter): readonly TrafficRow[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(({ kind, name, about, outcome }) => {
    if (!kinds.has(kind)) return false
    const line = `${name} ${about} ${outcome ?? ''}`.toLowerCase()
    return words.every((word) => line.includes(word))
  })
}
