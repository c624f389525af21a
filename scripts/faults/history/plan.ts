import { blows } from '../blow.ts'
import { seeded, type Chance } from '../seeded.ts'
import { titlesAtMost } from '../titles.ts'

/** Who takes part: two of them read other languages, and Maya is a guest, who may only declare and speak. */
export const people = ['noa', 'layla', 'haruki', 'ann', 'maya'] as const
/** One of them, by name. */
export type Who = (typeof people)[number]

/** What people do, with how often each comes; `declare` is drawn apart. */
const deeds = [
  { item: 'say', weight: 6 },
  { item: 'note', weight: 5 },
  { item: 'update', weight: 5 },
  { item: 'pin', weight: 4 },
  { item: 'claim', weight: 4 },
  { item: 'role', weight: 3 },
  { item: 'severity', weight: 3 },
  { item: 'status', weight: 3 },
  { item: 'edit', weight: 3 },
  { item: 'resolve', weight: 3 },
  { item: 'join', weight: 2 },
  { item: 'unpin', weight: 2 },
  { item: 'delete', weight: 2 },
  { item: 'follow-up', weight: 2 },
  { item: 'follow-up-done', weight: 1 },
  { item: 'rename', weight: 1 },
  { item: 'reopen', weight: 2 },
  { item: 'cancel', weight: 1 },
  { item: 'postmortem', weight: 1 },
  { item: 'publish', weight: 1 },
  { item: 'export', weight: 1 },
] as const
/** What a person may do. */
export type Deed = (typeof deeds)[number]['item'] | 'declare'

/**
 * `incident`: counted from 0 as they are declared. `words` are unlike all others; `nth` chooses where there is a
 * choice.
 */
export type Act = {
  readonly kind: 'act'
  readonly who: Who
  readonly deed: Deed
  readonly incident: number
  readonly words: string
  readonly nth: number
}

/** What goes wrong. `bot`: 0 or 1, one of the two processes. */
export type Fault =
  | { readonly kind: 'blow'; readonly blow: string; readonly method: string; readonly times: number }
  | { readonly kind: 'refuse'; readonly method: string; readonly error: string }
  | { readonly kind: 'kill' | 'terminate' | 'start' | 'freeze' | 'thaw'; readonly bot: 0 | 1 }
  | { readonly kind: 'copies'; readonly count: number }
  | { readonly kind: 'again'; readonly nth: number }
  | { readonly kind: 'hold' | 'cut-sockets' | 'cut-database' }
  | { readonly kind: 'release'; readonly order: 'sent' | 'reversed' }

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

/**
 * What happens in a history: the same seed, the same steps in the same order. Every fault that lasts ends within it.
 */
export const planOf = ({ seed, steps, freezes }: PlanOptions): readonly Step[] => {
  const chance = seeded(seed)
  const planned: Step[] = []
  /** What ends a lasting fault, and how many steps come before that at least. */
  const ends: { readonly at: number; readonly step: Step }[] = []
  const busy = new Set<string>()
  let declared = 0

  const lasting = (what: string, begin: Step, end: Step): void => {
    planned.push(begin)
    busy.add(what)
    ends.push({ at: planned.length + 1 + chance.below(8), step: end })
  }
  const fault = (): void => {
    const bot = chance.below(2) === 0 ? 0 : 1
    const kind = chance.draw(freezes ? [...faults, { item: 'freeze', weight: 2 } as const] : faults)
    switch (kind) {
      case 'kill':
      case 'terminate':
      case 'freeze':
        if (busy.has(`bot ${bot}`)) return
        return lasting(`bot ${bot}`, { kind, bot }, { kind: kind === 'freeze' ? 'thaw' : 'start', bot })
      case 'hold':
        if (busy.has('hold')) return
        return lasting('hold', { kind }, { kind: 'release', order: chance.pick(['sent', 'reversed']) })
      case 'copies':
        if (busy.has('copies')) return
        return lasting('copies', { kind, count: chance.pick([2, 4]) }, { kind, count: 1 })
      case 'again':
        planned.push({ kind, nth: chance.below(1_000) })
        return
      case 'cut-sockets':
      case 'cut-database':
        planned.push({ kind })
        return
      case 'refuse':
        planned.push({ kind, ...chance.pick(refusals) })
        return
      case 'blow':
        planned.push({ kind, blow: chance.pick(blowNames), method: chance.pick(methods), times: 1 + chance.below(2) })
        return
      default: {
        const never: never = kind
        return never
      }
    }
  }

  while (planned.length < steps) {
    for (const due of ends.splice(0).toSorted((one, other) => one.at - other.at)) {
      if (due.at > planned.length) ends.push(due)
      else {
        planned.push(due.step)
        busy.delete(freedBy(due.step))
      }
    }
    if (chance.below(4) === 0) fault()
    else if (declared === 0 || (declared < incidentsAtMost && chance.below(5) === 0)) {
      planned.push({ ...act(chance, planned.length), deed: 'declare', incident: declared++ })
    } else
      planned.push({ ...act(chance, planned.length), deed: chance.draw(deeds), incident: recent(chance, declared) })
  }
  return [...planned, ...ends.map(({ step }) => step)]
}

/** Maya may do little, and so does little. */
const busyPeople: readonly Who[] = ['noa', 'layla', 'haruki', 'ann', 'noa', 'layla', 'haruki', 'ann', 'maya']

const act = (chance: Chance, step: number) =>
  ({ kind: 'act', who: chance.pick(busyPeople), words: `step ${step}`, nth: chance.below(1_000) }) as const

/** Half of what is done concerns the newest three. */
const recent = (chance: Chance, declared: number): number =>
  chance.below(2) === 0 ? chance.below(declared) : Math.max(0, declared - 1 - chance.below(3))

const freedBy = (end: Step): string => {
  if (end.kind === 'start' || end.kind === 'thaw') return `bot ${end.bot}`
  return end.kind === 'release' ? 'hold' : end.kind
}

const faults = [
  { item: 'blow', weight: 12 },
  { item: 'kill', weight: 3 },
  { item: 'terminate', weight: 2 },
  { item: 'again', weight: 3 },
  { item: 'copies', weight: 2 },
  { item: 'hold', weight: 2 },
  { item: 'cut-sockets', weight: 1 },
  { item: 'cut-database', weight: 1 },
  { item: 'refuse', weight: 1 },
] as const

/** The blows that need no process to end; those are steps of their own here. */
const blowNames = blows.filter(({ process: ended }) => ended === undefined).map(({ name }) => name)

/** What a fault may fall on; a start is left alone, for whoever supervises a process starts it again. */
const methods = [
  'conversations.create',
  'conversations.invite',
  'conversations.setTopic',
  'conversations.setPurpose',
  'conversations.open',
  'conversations.history',
  'conversations.replies',
  'chat.postMessage',
  'chat.postMessage',
  'chat.update',
  'chat.update',
  'pins.add',
  'response_url',
  'views.open',
  'files.getUploadURLExternal',
  'files.completeUploadExternal',
] as const

/** What does not heal. */
const refusals = [
  { method: 'conversations.setTopic', error: 'restricted_action' },
  { method: 'conversations.invite', error: 'user_is_restricted' },
  { method: 'pins.add', error: 'too_many_pins' },
  { method: 'files.getUploadURLExternal', error: 'file_uploads_disabled' },
] as const
