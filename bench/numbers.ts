/** The value below which this share of them lies (0.5 is the median); NaN of none. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** The value that half of them do not exceed; NaN of none. */
export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** As a person reads it: whole numbers from ten on, one decimal below. */
export const shown = (value: number): string => {
  if (Number.isNaN(value)) return '-'
  return Math.abs(value) < 9.95 ? value.toFixed(1) : Math.round(value).toLocaleString('en')
}
