import { seeded, type Chance } from '../seeded.ts'
import { titlesAtMost } from '../titles.ts'
import { beginnings, deeds, type Act, type Who } from './act.ts'
import { drawFault, type Drawn, type Lasting } from './draw.ts'
import type { Fault } from './fault.ts'

/** What somebody does, or what goes wrong. */
export type Step = Act | Fault

/** What a plan is drawn from. */
export type PlanOptions = {
  readonly seed: number
  readonly steps: number
  /** A process may also stand still for a while, with its connections open. */
  readonly freezes: boolean
}

const incidentsAtMost = Math.min(20, titlesAtMost)

/** What ends a lasting fault, and how many steps come before that at least. */
type End = { readonly what: Lasting; readonly at: number; readonly steps: readonly Step[] }

/**
 * What happens in a history: the same seed, the same steps in the same order. Every fault that lasts ends within it, but
 * for channels that stay as Slack left them.
 */
export const planOf = ({ seed, steps, freezes }: PlanOptions): readonly Step[] => {
  const chance = seeded(seed)
  const planned: Step[] = []
  let ends: readonly End[] = []
  let begun = 0

  const busy = (): ReadonlySet<Lasting> => new Set(ends.map(({ what }) => what))
  const goesWrong = ({ steps: first, until }: Drawn): void => {
    planned.push(...first)
    if (until !== undefined) ends = [...ends, { ...until, at: planned.length + 1 + chance.below(8) }]
  }
  const endWhatIsDue = (isDue: (end: End) => boolean): void => {
    for (const end of ends.filter(isDue)) {
      if (isBarred(end.what, busy())) continue
      planned.push(...end.steps)
      ends = ends.filter((one) => one !== end)
    }
  }

  while (planned.length < steps) {
    const now = planned.length
    endWhatIsDue(({ at }) => at <= now)
    const act = anAct(chance, planned.length)
    if (chance.below(4) === 0) {
      const about = { freezes, busy: busy(), begun, act: { ...act, deed: chance.pick(unacked) } }
      goesWrong(drawFault(chance, about))
    } else if (begun === 0 || (begun < incidentsAtMost && chance.below(5) === 0)) {
      planned.push({ ...act, deed: begun === 0 ? 'declare' : chance.draw(beginnings), incident: begun++ })
    } else planned.push({ ...act, deed: chance.draw(deeds), incident: recent(chance, begun) })
  }
  while (ends.length > 0) endWhatIsDue(() => true)
  return planned
}

/** Nothing starts without its database, and Slack takes nobody in whose token it refuses. */
const isBarred = (what: Lasting, busy: ReadonlySet<Lasting>): boolean =>
  what.startsWith('bot ') && (busy.has('database') || busy.has('token'))

/** What may be under way while sockets break: a message, whose event comes again, and a command, which does not. */
const unacked = ['say', 'note'] as const

/** Maya may do little, and so does little. */
const busyPeople: readonly Who[] = ['noa', 'layla', 'haruki', 'ann', 'noa', 'layla', 'haruki', 'ann', 'maya']

const anAct = (chance: Chance, step: number) =>
  ({ kind: 'act', who: chance.pick(busyPeople), words: `step ${step}`, nth: chance.below(1_000), incident: 0 }) as const

/** Half of what is done concerns the newest three. */
const recent = (chance: Chance, begun: number): number =>
  chance.below(2) === 0 ? chance.below(begun) : Math.max(0, begun - 1 - chance.below(3))
