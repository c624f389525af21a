import type { Farewell } from '../../../sandbox/delivery/socket.ts'
import type { Act } from './act.ts'

/** One of the two processes. */
export type Nth = 0 | 1

/** What goes wrong, and what ends it where it lasts. */
export type Fault =
  | { readonly kind: 'blow'; readonly blow: string; readonly method: string; readonly times: number }
  | { readonly kind: 'refuse'; readonly method: string; readonly error: string }
  | { readonly kind: 'kill' | 'terminate' | 'start' | 'freeze' | 'thaw'; readonly bot: Nth }
  /** The wall clock of its machine is set; 0 sets it right. */
  | { readonly kind: 'clock'; readonly bot: Nth; readonly aheadMs: number }
  | { readonly kind: 'copies'; readonly count: number }
  | { readonly kind: 'again'; readonly nth: number }
  | { readonly kind: 'hold' | 'cut-sockets' | 'silence-socket' | 'rate-limited' | 'cut-database' }
  | { readonly kind: 'release'; readonly order: 'sent' | 'reversed' }
  | { readonly kind: 'farewell'; readonly reason: Exclude<Farewell, 'link_disabled'>; readonly which: 'all' | 'one' }
  /** Sockets are cut while these processes have what this act sends in their hands, and have not acknowledged it. */
  | { readonly kind: 'cut-unacked'; readonly act: Act; readonly bots: readonly Nth[] }
  | { readonly kind: 'database-away'; readonly how: 'refused' | 'silent' }
  | { readonly kind: 'database-back' }
  | { readonly kind: 'token-revoked' | 'token-back' }
  | { readonly kind: 'scope-missing'; readonly scope: string }
  | { readonly kind: 'scope-back' }
  /** Of the incident's channel, or of the one in which incidents are announced. */
  | { readonly kind: 'archive' | 'unarchive' | 'take-bot-out' | 'let-bot-in'; readonly where: Where }

/** An incident, counted from 0 as they begin, or where all of them are announced. */
export type Where = number | 'announcements'
