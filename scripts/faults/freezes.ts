import { inWords } from './cell.ts'
import { arrivals, canFreeze, runFreeze, titleOfFreeze, type Freeze, type Thawed } from './freeze.ts'
import type { Place } from './places.ts'
import { seeded } from './seeded.ts'
import { openStages } from './stages.ts'
import { together } from './together.ts'

type Options = {
  /** A freeze is run if its title has all of them. */
  readonly words: readonly string[]
  /** Of those so many, drawn by the seed. */
  readonly sample: number | undefined
  readonly seed: number
  readonly atOnce: number
  readonly withLog: boolean
}

/** Twice the lease: whoever is frozen for so long has lost whatever it held. In ms. */
const frozenMs = 60_000

/** A busy machine may not start two replicas in time; the others are played all the same. */
const notBegun = (error: unknown): Thawed => ({ breaches: [], faults: [String(error)], ms: 0, log: '' })

/**
 * Freezes one of two replicas for a minute at every Slack call of the main job, and prints how long after the thaw one
 * effect of each step was left; resolves with whether it always was, within a minute.
 */
export const runFreezes = async (newPlace: () => Promise<Place>, options: Options): Promise<boolean> => {
  const stages = openStages(newPlace)
  const played = await stages.clean().finally(() => stages.close())
  const all = played.flatMap(({ scenario, points }) =>
    points
      .filter(canFreeze)
      .flatMap((point) => arrivals.map((arrival): Freeze => ({ scenario, points: [point], arrival }))),
  )
  const wanted = all.filter((freeze) => options.words.every((word) => titleOfFreeze(freeze).includes(word)))
  const drawn = options.sample === undefined ? wanted : seeded(options.seed).sample(wanted, options.sample)
  console.log(`${drawn.length} of ${all.length} freezes${options.sample === undefined ? '' : `, seed ${options.seed}`}`)
  const kept = await together(drawn, options.atOnce, async (freeze) => {
    const place = await newPlace()
    const { breaches, faults, ms, log } = await runFreeze(freeze, place.url, frozenMs).catch(notBegun)
    const lines = [...breaches.map(inWords), ...faults]
    console.log(`${lines.length === 0 ? `${(ms / 1000).toFixed(1)} s` : 'BROKEN'}  ${titleOfFreeze(freeze)}`)
    for (const line of lines) console.log(`  ${line}`)
    if (lines.length > 0 && options.withLog) console.log(log)
    await place.drop()
    return lines.length === 0
  })
  console.log(`${kept.filter(Boolean).length} of ${kept.length} freezes keep the promise`)
  return kept.every(Boolean)
}
