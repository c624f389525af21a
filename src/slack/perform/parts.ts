import type { IfLate } from '../../app/carry.ts'
import type { Clock, Log, Outbox, People, Reads } from '../../app/ports.ts'
import type { Claimed } from '../../app/ports.ts'
import type { Command, SlackCommand } from '../../domain/commands.ts'
import type { Effect } from '../../domain/effects.ts'
import { commandId, type UserId } from '../../domain/ids.ts'
import type { EffectType, Incident, Language } from '../../domain/incident.ts'
import type { Unsayable } from '../../domain/unsaid.ts'
import type { Call } from '../call.ts'
import type { MessageView } from '../views/message.ts'
import type { Drafted } from './drafts.ts'

/** What carrying out effects needs of the house. */
export type PerformHouse = {
  readonly call: Call
  readonly reads: Reads
  readonly people: People
  readonly outbox: Pick<Outbox, 'replyAddress' | 'ask' | 'isWaiting'>
  readonly clock: Clock
  readonly log: Log
  /** A channel's name (without #) or id. */
  readonly announceChannel: string
  readonly defaultLanguage: Language
  readonly bot: { readonly user: UserId }
  readonly slackApiUrl: string
  /** The names that customers of this incident must not read. */
  readonly unsayable: (incident: Incident) => Promise<Unsayable>
  /** The postmortem as the record stands now. */
  readonly drafted: (incident: Incident) => Promise<Drafted>
  /** POSTs to a response_url. Throws `Failure`. */
  readonly respond: (url: string, words: MessageView) => Promise<void>
  /** POSTs a file to the address that Slack gave for it. Throws `Failure`. */
  readonly upload: (url: string, file: Uint8Array<ArrayBuffer>, name: string) => Promise<void>
}

/** The same for one row: calls begin only while its claim is fresh. */
export type PerformParts = PerformHouse & { readonly ifLate: IfLate }

/** A claimed row with its effect narrowed to one kind. */
export type Row<Type extends EffectType> = Claimed & { readonly effect: Extract<Effect, { type: Type }> }

/** Carries out one kind of effect for an incident, drawn from its newest state. */
export type Performer<Type extends EffectType> = (
  row: Row<Type>,
  incident: Incident,
  parts: PerformParts,
) => Promise<Command | undefined>

/** What Slack answered, as a command of the incident. The id names the claim: the same answer is recorded once. */
export const answer = (row: Claimed, incident: Incident, parts: PerformParts): Base => ({
  id: commandId(`outbox/${row.id}/${row.claim}`),
  at: parts.clock.now(),
  by: { kind: 'slack' },
  on: { incident: incident.id },
})

type Base = Pick<SlackCommand, 'id' | 'at' | 'on'> & { readonly by: { readonly kind: 'slack' } }
