import { randomFrom } from '../../bench/numbers.ts'

/** A generator of choices: the same seed makes the same choices in the same order. */
export type Chance = {
  /** A whole number from 0 up to, but not with, `count`. */
  below(count: number): number
  /** One of them. Throws if there are none. */
  pick<Item>(items: readonly Item[]): Item
  /** Draws one by weight: a weight of 3 comes three times as often as one of 1. */
  draw<Item>(items: readonly { readonly weight: number; readonly item: Item }[]): Item
  /** Up to `count` of them, in an order of its own. */
  sample<Item>(items: readonly Item[], count: number): readonly Item[]
}

/** Chances from a seed. */
export const seeded = (seed: number): Chance => {
  const next = randomFrom(seed)
  const below = (count: number): number => Math.floor(next() * count)
  const pick = <Item>(items: readonly Item[]): Item => {
    const found = items[below(items.length)]
    if (found === undefined) throw new Error('There is nothing to choose from')
    return found
  }
  return {
    below,
    pick,
    draw: (items) => {
      const all = items.reduce((sum, { weight }) => sum + weight, 0)
      let at = next() * all
      for (const { weight, item } of items) {
        at -= weight
        if (at < 0) return item
      }
      return pick(items).item
    },
    sample: (items, count) =>
      items
        .map((item) => ({ item, at: next() }))
        .toSorted((a, b) => a.at - b.at)
        .slice(0, count)
        .map(({ item }) => item),
  }
}

/** A seed that nobody has used before; five digits, so that it can be read out. */
export const freshSeed = (): number => 1 + Math.floor(Math.random() * 99_999)

/** The seed that was asked for, or a fresh one. Throws for what is no whole number. */
export const seedFrom = (asked: string | undefined): number => {
  if (asked === undefined || asked === '') return freshSeed()
  const seed = Number(asked)
  if (!Number.isSafeInteger(seed)) throw new Error(`A seed is a whole number, not ${JSON.stringify(asked)}`)
  return seed
}
