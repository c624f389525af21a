import type { Call } from '../../sandbox/call-log.ts'
import type { Fits } from '../../sandbox/faults.ts'

/** One of the calls that a scenario makes: the nth (from 0) of a method in a place. Names hold from run to run. */
export type Point = { readonly method: string; readonly place: string; readonly nth: number }

/** Channels that belong to something else on the same stage: what is called there is no point of this scenario. */
export type Elsewhere = ReadonlySet<string>

/** Every call that was made, in the order in which each was first made: a new one joins by itself. */
export const pointsOf = (calls: readonly Call[], elsewhere: Elsewhere): readonly Point[] => {
  const counts = new Map<string, number>()
  return calls.flatMap(({ method, args }) => {
    const place = placeOf(args, elsewhere)
    if (place === undefined) return []
    const nth = counts.get(`${method} ${place}`) ?? 0
    counts.set(`${method} ${place}`, nth + 1)
    return [{ method, place, nth }]
  })
}

/** `chat.postMessage (thread) #2`. */
export const nameOf = ({ method, place, nth }: Point): string =>
  `${method}${place === '' ? '' : ` ${place}`}${nth === 0 ? '' : ` #${nth + 1}`}`

/** Chooses that call among those of its method. */
export const only = ({ place, nth }: Point, elsewhere: Elsewhere): Fits => {
  let seen = 0
  return (args) => placeOf(args, elsewhere) === place && seen++ === nth
}

/** Ids differ from run to run, places do not. */
const placeOf = (args: Readonly<Record<string, unknown>>, elsewhere: Elsewhere): string | undefined => {
  const channel = args['channel'] ?? args['channel_id']
  if (typeof channel !== 'string') return ''
  if (elsewhere.has(channel)) return undefined
  if (channel.startsWith('D')) return '(direct)'
  if (channel === 'C0INCIDENTS') return '(announcements)'
  return args['thread_ts'] === undefined ? '(channel)' : '(thread)'
}
