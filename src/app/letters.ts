import type { IncidentId, Moment } from '../domain/ids.ts'
import type { ChannelId } from '../domain/ids.ts'
import type { Language, Severity } from '../domain/incident.ts'
import type { PublicWord } from './public-word.ts'

/** Who gets which letters: whoever asked on the status page, or colleagues who asked in Slack. */
export type Audience = 'public' | 'internal'

/** One thing that many are told by letter. */
export type Mailing =
  /** `address`: the incident's on the status page. */
  | { readonly kind: 'public-update'; readonly address: string; readonly word: PublicWord }
  | {
      readonly kind: 'internal'
      readonly word: InternalWord
      readonly number: number
      readonly title: string
      readonly severity: Severity
      readonly at: Moment
      readonly channel?: ChannelId
      /** How it was mended, once it is. */
      readonly fix?: string
      readonly afterMs?: number
    }

/** What colleagues are told without anybody's approval. */
export type InternalWord = 'declared' | 'resolved' | 'postmortem'

/** Somebody who gets letters, as a letter has to know them. */
export type Recipient = {
  readonly id: string
  readonly address: string
  readonly language: Language
  readonly audience: Audience
  readonly isConfirmed: boolean
}

/** A letter in this process's hands. */
export type Letter = {
  readonly id: number
  readonly claim: number
  /** What makes it one: the same at each try. Its Message-ID is made of this and of the recipient. */
  readonly about: string
  readonly to: Recipient
  /** Absent: it asks the recipient to confirm. */
  readonly mailing?: Mailing
  /** Of the first letter about the same incident to this recipient, where this is another one. */
  readonly first?: string
  readonly attempts: number
  readonly createdAt: Moment
}

/** How it stands with one mailing. */
export type Progress = {
  readonly sent: number
  /** Not tried yet, and not behind one that was put off. */
  readonly untried: number
  /** Refused by the recipient's server, or given up. */
  readonly refused: number
  /** Since it was written, in ms. */
  readonly ageMs: number
}

/** Letters that wait, one lane for each recipient. Methods throw `DatabaseAway`. */
export type Letters = {
  /** Writes a letter to everybody of this audience who has confirmed and can be reached; once per `id`. */
  mail(id: string, incident: IncidentId, content: Mailing, audience: Audience): Promise<void>
  progress(id: string): Promise<Progress>
  /** Of each public update that reached somebody by letter within the last hour, how many it has reached in all. */
  arrivedLately(): Promise<
    readonly { readonly mailing: string; readonly incident: IncidentId; readonly sent: number }[]
  >
  /** As of the outbox. Those whose recipient has left meanwhile, and those that came too late, are put away unsent. */
  claim(limit: number): Promise<readonly Letter[]>
  /** It carries this key, which may then confirm, or end, the subscription. Hashed; twice is as good as once. */
  carries(key: string, letter: Letter, purpose: 'confirm' | 'leave'): Promise<void>
  /** The recipient's server has it. False if the claim was lost. */
  sent(letter: Letter): Promise<boolean>
  /** As of the outbox. */
  again(
    letter: Letter,
    how: { readonly inMs: number; readonly error: string; readonly attempted: boolean },
  ): Promise<boolean>
  /** Never to be sent. `isAddress`: it is the address that is refused; after some in a row it gets no letters more. */
  refused(letter: Letter, error: string, isAddress: boolean): Promise<boolean>
  handBack(): Promise<void>
  nextDueInMs(): Promise<number | undefined>
  /**
   * Events of the last hour that colleagues are to be told of and were not yet. Nobody is called to what was cancelled,
   * merged or declined meanwhile, or was a trial from the first.
   */
  untold(): Promise<readonly Untold[]>
}

/** An event that colleagues are to be told of. `id`: the event's own. */
export type Untold = {
  readonly id: string
  readonly incident: IncidentId
  readonly word: InternalWord
  readonly at: Moment
  /** Since it was recorded, in ms. */
  readonly ageMs: number
}
