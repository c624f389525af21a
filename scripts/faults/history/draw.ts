import { blows } from '../blow.ts'
import type { Chance } from '../seeded.ts'
import type { Act } from './act.ts'
import type { Fault, Nth, Where } from './fault.ts'

/** A fault that lasts; of each there is one at a time. */
export type Lasting =
  | `bot ${Nth}`
  | `clock ${Nth}`
  | 'hold'
  | 'copies'
  | 'database'
  | 'token'
  | 'scope'
  | `channel ${Where}`

/** What happens now, and what will end it. Nothing: it is there already. */
export type Drawn = {
  readonly steps: readonly Fault[]
  readonly until?: { readonly what: Lasting; readonly steps: readonly Fault[] }
}

/** What a fault may fall on: what lasts already, how many incidents have begun, what somebody is about to do. */
export type About = {
  readonly freezes: boolean
  readonly busy: ReadonlySet<Lasting>
  readonly begun: number
  readonly act: Act
}

const nothing: Drawn = { steps: [] }

/** Draws a fault of any kind. */
export const drawFault = (chance: Chance, about: About): Drawn => {
  const bot: Nth = chance.below(2) === 0 ? 0 : 1
  const kind = chance.draw(about.freezes ? [...faults, { item: 'freeze', weight: 2 } as const] : faults)
  const lasting = (what: Lasting, begins: Fault, ...ends: readonly Fault[]): Drawn =>
    about.busy.has(what) ? nothing : { steps: [begins], until: { what, steps: ends } }

  switch (kind) {
    case 'kill':
    case 'terminate':
      return lasting(`bot ${bot}`, { kind, bot }, { kind: 'start', bot })
    case 'freeze':
      return lasting(`bot ${bot}`, { kind, bot }, { kind: 'thaw', bot })
    case 'clock':
      return lasting(`clock ${bot}`, { kind, bot, aheadMs: chance.pick(shifts) }, { kind, bot, aheadMs: 0 })
    case 'hold':
      return lasting('hold', { kind }, { kind: 'release', order: chance.pick(['sent', 'reversed']) })
    case 'copies':
      return lasting('copies', { kind, count: chance.pick([2, 4]) }, { kind, count: 1 })
    case 'database-away':
      return lasting('database', { kind, how: chance.pick(['refused', 'silent']) }, { kind: 'database-back' })
    case 'token-revoked':
      return lasting('token', { kind }, { kind: 'token-back' })
    case 'scope-missing':
      return lasting('scope', { kind, scope: chance.pick(scopes) }, { kind: 'scope-back' })
    case 'channel':
      return channelGone(chance, about)
    case 'cut-unacked': {
      const bots = ([0, 1] as const).filter((nth) => !about.busy.has(`bot ${nth}`))
      const isThere = bots.length > 0 && about.begun > 0
      return isThere ? { steps: [{ kind, bots, act: { ...about.act, incident: chance.below(about.begun) } }] } : nothing
    }
    case 'farewell':
      return { steps: [{ kind, reason: chance.pick(farewells), which: chance.pick(['all', 'one']) }] }
    case 'again':
      return { steps: [{ kind, nth: chance.below(1_000) }] }
    case 'cut-sockets':
    case 'silence-socket':
    case 'rate-limited':
    case 'cut-database':
      return { steps: [{ kind }] }
    case 'refuse':
      return { steps: [{ kind, ...chance.pick(refusals) }] }
    case 'blow':
      return {
        steps: [{ kind, blow: chance.pick(blowNames), method: chance.pick(methods), times: 1 + chance.below(2) }],
      }
    default: {
      const never: never = kind
      return never
    }
  }
}

/** What becomes of a channel by somebody's hand. Every third of an incident's stays as it is then. */
const channelGone = (chance: Chance, { busy, begun }: About): Drawn => {
  if (begun === 0) return nothing
  const where: Where = chance.below(4) === 0 ? 'announcements' : chance.below(begun)
  const what = `channel ${where}` as const
  if (busy.has(what)) return nothing
  const isArchived = chance.below(2) === 0
  const begins: Fault = { kind: isArchived ? 'archive' : 'take-bot-out', where }
  // Slack takes the bot out of what is archived.
  const ends: readonly Fault[] = [
    ...(isArchived ? [{ kind: 'unarchive', where } as const] : []),
    { kind: 'let-bot-in', where },
  ]
  const stays = where !== 'announcements' && chance.below(3) === 0
  return stays ? { steps: [begins] } : { steps: [begins], until: { what, steps: ends } }
}

const faults = [
  { item: 'blow', weight: 12 },
  { item: 'kill', weight: 3 },
  { item: 'again', weight: 3 },
  { item: 'channel', weight: 3 },
  { item: 'terminate', weight: 2 },
  { item: 'copies', weight: 2 },
  { item: 'hold', weight: 2 },
  { item: 'clock', weight: 2 },
  { item: 'database-away', weight: 2 },
  { item: 'farewell', weight: 2 },
  { item: 'cut-unacked', weight: 2 },
  { item: 'cut-sockets', weight: 1 },
  { item: 'silence-socket', weight: 1 },
  { item: 'rate-limited', weight: 1 },
  { item: 'cut-database', weight: 1 },
  { item: 'token-revoked', weight: 1 },
  { item: 'scope-missing', weight: 1 },
  { item: 'refuse', weight: 1 },
] as const

const minute = 60_000
/** How wrong a clock may be, in ms. */
const shifts = [60 * minute, -60 * minute, 5 * minute, -5 * minute]

const farewells = ['warning', 'refresh_requested', 'too_many_websockets'] as const

/** What is not heard for want of a scope is Slack's to lose; these are such as only make it refuse calls. */
const scopes = ['pins:write', 'channels:manage', 'files:write', 'im:write', 'chat:write']

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
  'webhook',
  'letter',
] as const

/** What does not heal. */
const refusals = [
  { method: 'conversations.setTopic', error: 'restricted_action' },
  { method: 'conversations.invite', error: 'user_is_restricted' },
  { method: 'pins.add', error: 'too_many_pins' },
  { method: 'files.getUploadURLExternal', error: 'file_uploads_disabled' },
] as const
