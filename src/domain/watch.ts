import type { Moment, UserId } from './ids.ts'
import type { Kind, Status } from './vocabulary.ts'

/** How long a watch may be, in the order of the form's menu. */
export const watchLengths = ['day', 'three-days', 'week'] as const
/** One of them: 24 h, 72 h, or seven days. */
export type WatchLength = (typeof watchLengths)[number]

const hour = 60 * 60_000
/** A length in ms. */
export const watchMs = (length: WatchLength): number =>
  ({ day: 24 * hour, 'three-days': 72 * hour, week: 7 * 24 * hour })[length]

/** Everything that a stabilisation plan may ask to see, as the catalogues word it (`watch.item-<item>`). */
export const watchItems = [
  'errors-normal',
  'load',
  'backlog',
  'totals',
  'data-repaired',
  'backup',
  'access',
  'logs',
  'rollback',
  'workarounds',
  'changes',
  'users',
  'alert',
] as const
/** One line of the checklist. */
export type WatchItem = (typeof watchItems)[number]

/** The checklist for a kind of incident. */
export const watchTemplate = (kind: Kind): readonly WatchItem[] => templates[kind]

const templates: Readonly<Record<Kind, readonly WatchItem[]>> = {
  outage: ['errors-normal', 'load', 'backlog', 'changes', 'users', 'alert'],
  degradation: ['errors-normal', 'load', 'changes', 'alert'],
  data: ['totals', 'data-repaired', 'backup', 'workarounds', 'alert'],
  security: ['access', 'logs', 'changes', 'alert'],
  change: ['rollback', 'errors-normal', 'totals', 'changes'],
  other: ['errors-normal', 'workarounds', 'changes', 'users'],
}

/** A checked line: who saw to it, and when. */
type Tick = { readonly by: UserId; readonly at: Moment }

/** A stabilisation plan, from its start on; an incident has one at a time, and keeps the last. */
export type Watch = {
  readonly by: UserId
  readonly since: Moment
  readonly until: Moment
  /** What must be so for operation to be controlled. */
  readonly exit: string
  readonly items: readonly { readonly item: WatchItem; readonly ticked?: Tick }[]
  /** Said to be controlled, or broken off because the trouble came back. */
  readonly ended?: Tick & { readonly cameBack: boolean; readonly words?: string }
}

/** Exit criteria are read in a daily word. */
export const watchExitLimit = 1000
/** How it is known that operation is controlled is a line or two. */
export const watchWordsLimit = 500
/** How long after one daily word the next may come, in ms. */
export const watchToldEvery = 24 * hour

/** What of an incident says whether it is watched. */
type Watched = { readonly status: Status; readonly watch?: Watch }

/** Whether a watch makes sense: the bleeding has stopped, or it is over. */
export const canBeWatched = ({ status }: Pick<Watched, 'status'>): boolean =>
  status === 'contained' || status === 'monitoring' || status === 'resolved'

/** The watch that goes on; undefined where there is none, and where it has ended. */
export const runningWatch = ({ watch, status }: Watched): Watch | undefined =>
  watch?.ended === undefined && status !== 'cancelled' && status !== 'merged' ? watch : undefined

/** Whether to propose one: it makes sense, and none goes on. */
export const isWatchOffered = (incident: Watched): boolean =>
  canBeWatched(incident) && runningWatch(incident) === undefined

/** The lines that nobody has seen to yet. */
export const openItems = ({ items }: Watch): readonly WatchItem[] =>
  items.filter(({ ticked }) => ticked === undefined).map(({ item }) => item)
