import type { Moment } from '../domain/ids.ts'
import { isLast, type PublicStage, type PublicTexts } from '../domain/public-updates.ts'

/** One approved word to customers. Who drafted and who approved it stays inside. */
export type PublicWord = {
  readonly id: string
  readonly at: Moment
  readonly stage: PublicStage
  readonly texts: PublicTexts
  /** When customers were promised to hear more. */
  readonly nextUpdateDue?: Moment
}

/**
 * An incident as customers know it. `address` is its place on the status page for ever, 20 hexadecimal digits that
 * nobody can guess: numbers would tell how many incidents there are, those included of which customers were told
 * nothing.
 */
export type PublicIncident = {
  readonly address: string
  /** Oldest first, at least one. */
  readonly words: readonly PublicWord[]
}

/** Everything that was ever published, and nothing else. Methods throw `DatabaseAway` while the database is. */
export type PublicRecord = {
  /** Changes whenever something is published (or let go), on whichever replica. Cheap: asked every few seconds. */
  version(): Promise<string>
  /** Those with the newest word first. */
  incidents(wanted: Wanted): Promise<readonly PublicIncident[]>
}

/**
 * Every incident of which customers were told anything since `since`, or which goes on for them; of older ones as many
 * as fill up `atLeast`. Never more than `atMost`.
 */
export type Wanted = { readonly since: Moment; readonly atLeast: number; readonly atMost: number }

/** When customers first heard of it. */
export const firstToldAt = ({ words }: PublicIncident): Moment => words[0]?.at ?? 0

/** When customers heard that it is over; undefined while it goes on. */
export const endedAt = ({ words }: PublicIncident): Moment | undefined => {
  const newest = words.at(-1)
  return newest !== undefined && isLast(newest.stage) ? newest.at : undefined
}
