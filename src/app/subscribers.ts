import type { UserId } from '../domain/ids.ts'
import type { Language } from '../domain/incident.ts'

/**
 * What the status page lets a stranger do. None of it tells whether an address is known. Methods throw `DatabaseAway`.
 */
export type Subscribing = {
  /** A letter goes to this address, which must be one, with a link that confirms it; at most one in ten minutes. */
  ask(address: string, language: Language): Promise<void>
  /** The link of that letter; false where it is over. Twice is as good as once. */
  confirm(key: string): Promise<boolean>
  /** The link of any letter: nothing more goes there. Twice is as good as once. */
  leave(key: string): Promise<void>
}

/** The same for colleagues, in Slack: `person` asks for the internal word. Methods throw `DatabaseAway`. */
export type SubscribingInside = {
  /** As `Subscribing.ask`. */
  askInside(address: string, language: Language, person: UserId): Promise<void>
  /** Ends all that this person asked for; resolves with how many addresses that were. */
  leaveInside(person: UserId): Promise<number>
}
