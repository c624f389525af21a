import type { Call } from '../../sandbox/call-log.ts'
import type { Fits } from '../../sandbox/faults.ts'
import type { Stage } from './stage.ts'
import { isChannelOf, otherTitle } from './titles.ts'

/** One of the calls that a scenario makes: the nth (from 0) of a method in a place. Names hold from run to run. */
export type Point = { readonly method: string; readonly place: string; readonly nth: number }

/** What the channels of a stage are to one scenario, by id. */
export type Places = {
  /** They belong to something else on the same stage: what is called there is no point of this scenario. */
  readonly elsewhere: ReadonlySet<string>
  readonly named: ReadonlyMap<string, string>
}

/** The incidents of earlier cells go on beside this one: `elsewhere` are the channels that were there before it. */
export const placesOn = async ({ slack }: Stage, title: string, elsewhere: ReadonlySet<string>): Promise<Places> => {
  const named = (await slack.channels()).flatMap(({ id, name }): [string, string][] => {
    if (name === 'incidents') return [[id, 'announcements']]
    if (name === 'support') return [[id, 'customers']]
    return isChannelOf(otherTitle(title), name) ? [[id, 'other channel']] : []
  })
  return { elsewhere, named: new Map(named) }
}

/** The channels of incidents that are there now. */
export const channelsNow = async ({ slack }: Stage): Promise<ReadonlySet<string>> =>
  new Set((await slack.channels()).filter(({ name }) => name.startsWith('inc-')).map(({ id }) => id))

/**
 * Every call that was made, by name: a new one joins by itself. Not in the order in which they came, for calls that go
 * side by side come in another one each time, and a seed is to draw the same ones.
 */
export const pointsOf = (calls: readonly Call[], places: Places): readonly Point[] => {
  const counts = new Map<string, number>()
  const points = calls.flatMap(({ method, args }) => {
    const place = placeOf(args, places)
    if (place === undefined) return []
    const nth = counts.get(`${method} ${place}`) ?? 0
    counts.set(`${method} ${place}`, nth + 1)
    return [{ method, place, nth }]
  })
  return points.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
}

/** `chat.postMessage (thread) #2`. */
export const nameOf = ({ method, place, nth }: Point): string =>
  `${method}${place === '' ? '' : ` ${place}`}${nth === 0 ? '' : ` #${nth + 1}`}`

/** Chooses that call among those of its method. */
export const only = ({ place, nth }: Point, places: Places): Fits => {
  let seen = 0
  return (args) => placeOf(args, places) === place && seen++ === nth
}

/** Ids differ from run to run, places do not. */
const placeOf = (args: Readonly<Record<string, unknown>>, { elsewhere, named }: Places): string | undefined => {
  const channel = args['channel'] ?? args['channel_id']
  if (typeof channel !== 'string') return ''
  if (elsewhere.has(channel)) return undefined
  if (channel.startsWith('D')) return '(direct)'
  const name = named.get(channel)
  const isReply = args['thread_ts'] !== undefined
  if (name === undefined) return isReply ? '(thread)' : '(channel)'
  return isReply ? `(${name}, thread)` : `(${name})`
}
