import type { ApprovalMessage } from './approval-messages.ts'
import type { MessageTs, Moment, PublicUpdateId, UserId } from './ids.ts'
import { hasEnded, type Language, type Role, type Status } from './vocabulary.ts'
import type { UnsaidKind } from './unsaid/kinds.ts'

/**
 * How far it has come, as customers are told; each has a template. In the order in which it goes, if it goes well;
 * `closed`: it was no problem of theirs, or is told of as a part of another.
 */
export const publicStages = ['investigating', 'identified', 'contained', 'monitoring', 'resolved', 'closed'] as const
/** One of them. */
export type PublicStage = (typeof publicStages)[number]

/** Whether customers need wait for nothing more. */
export const isLast = (stage: PublicStage): boolean => stage === 'resolved' || stage === 'closed'

/** What a title and a body may hold, in UTF-16 units: a line on a phone, and what is read to its end. */
export const publicTitleLimit = 120
export const publicBodyLimit = 2000

/** What customers read, as it was typed: every way out escapes it for its own layout. */
export type PublicText = { readonly title: string; readonly body: string }
/** The same in each language that customers read. */
export type PublicTexts = { readonly [L in Language]?: PublicText }

/**
 * Where a public update goes. `webhook/<id>` by the name that its setting gives it, `channel/<id or name>` in this
 * workspace, as it is set up. Each is a lane of its own: one that is down delays no other.
 */
export type Destination = 'status-page' | 'email' | `webhook/${string}` | `channel/${string}`

/** The Slack channel that a destination is, by id or name; undefined for every other. */
export const channelIn = (to: Destination): string | undefined =>
  to.startsWith('channel/') ? to.slice('channel/'.length) : undefined

/** What is to be said, and until when customers hear more. */
export type Wording = {
  readonly stage: PublicStage
  readonly texts: PublicTexts
  /** When customers were promised to hear more. */
  readonly nextUpdateDue?: Moment
}

/**
 * A wording that stood in a draft, and who wrote it. Counted from 1. `channels`: the Slack channels chosen for it, by id or
 * as the settings name them; absent, those that are set up.
 */
export type DraftVersion = Wording & {
  readonly version: number
  readonly by: UserId
  readonly at: Moment
  readonly channels?: readonly string[]
}

/** Where a version goes, of every way out that is set up and the channels chosen for it. */
export const goesTo = (
  { channels }: Pick<DraftVersion, 'channels'>,
  setUp: readonly Destination[],
): readonly Destination[] =>
  channels === undefined
    ? setUp
    : [
        ...setUp.filter((to) => channelIn(to) === undefined),
        ...channels.map((channel): Destination => `channel/${channel}`),
      ]

/** What is drafted and not published yet; an incident has at most one. */
export type PublicDraft = {
  readonly id: PublicUpdateId
  readonly draftedBy: UserId
  /** Who was asked to approve it; whoever holds lead or comms may. */
  readonly approver?: UserId
  /** Oldest first, at least one: an approval names the one that it saw. */
  readonly versions: readonly DraftVersion[]
  /** *Send back*, about the newest version. */
  readonly sentBack?: { readonly by: UserId; readonly at: Moment; readonly why: string }
}

/** What customers were told: fixed from then on. */
export type PublicUpdate = Wording & {
  readonly id: PublicUpdateId
  readonly draftedBy: UserId
  readonly approvedBy: UserId
  readonly publishedAt: Moment
}

/** How it stands with one destination of the newest public update. `count`: people reached there, where it is known. */
export type Publication = {
  readonly to: Destination
  readonly state: 'waiting' | 'arrived' | 'failed'
  readonly at: Moment
  readonly count?: number
  readonly error?: string
}

/** All that an incident knows of its customers; absent until something is drafted. */
export type Customers = {
  readonly draft?: PublicDraft | undefined
  /** The messages that ask for its approval; absent where nobody is asked. */
  readonly asked?: readonly ApprovalMessage[] | undefined
  /** Oldest first. */
  readonly updates: readonly PublicUpdate[]
  /** Of the newest update. */
  readonly reached: readonly Publication[]
  /** The one message of this incident in each channel of choice, by destination; further updates stand in its thread. */
  readonly roots: Readonly<Record<string, MessageTs>>
}

/** What of an incident says what customers were told. */
export type Told = { readonly customers?: Customers }
/** What of it says who may tell them. */
type Led = { readonly roles: { readonly [R in Role]?: { readonly holder: UserId } } }
/** What of it says that it is over. */
type Over = {
  readonly status: Status
  readonly resolved?: { readonly at: Moment } | undefined
  readonly cancelled?: { readonly at: Moment } | undefined
}

/** The draft's newest version. */
export const newestVersion = ({ versions }: PublicDraft): DraftVersion => {
  const newest = versions.at(-1)
  if (newest === undefined) throw new Error('a draft without a version')
  return newest
}

/** What customers were told last; undefined before the first. */
export const newestUpdate = ({ customers }: Told): PublicUpdate | undefined => customers?.updates.at(-1)

/** Whether customers were told of it and not that it is over, though it is. */
export const owesClosing = (incident: Told & { readonly status: Status }): boolean => {
  const told = newestUpdate(incident)
  return told !== undefined && !isLast(told.stage) && hasEnded(incident)
}

/** Whether what customers read last is that they need wait for nothing more. */
export const isToldOver = (incident: Told): boolean => {
  const newest = newestUpdate(incident)
  return newest !== undefined && isLast(newest.stage)
}

/** The public update of that id; undefined if it was never published. */
export const publicUpdateOf = (incident: Told, id: PublicUpdateId): PublicUpdate | undefined =>
  incident.customers?.updates.find((one) => one.id === id)

/** Has a way to customers been given up, so that *Try again* is worth a press? */
export const isUnreached = ({ customers }: Told): boolean =>
  customers?.reached.some(({ state }) => state === 'failed') === true

/** Names one publication for ever: a repeated e-mail, webhook or post carries the same. */
export const deliveryOf = (update: PublicUpdateId, to: Destination): string => `${update}/${to}`

/** Those whose word publishes it: they hold lead or comms and did not draft it. */
export const approversOf = ({ roles }: Led, draftedBy: UserId | undefined): readonly UserId[] =>
  [...new Set([roles.comms?.holder, roles.lead?.holder])].flatMap((one) =>
    one === undefined || one === draftedBy ? [] : [one],
  )

/**
 * Whether this person's word publishes what `draftedBy` has drafted. Where nobody else holds lead or comms the drafter's
 * own does: `alone`.
 */
export const approvalBy = (incident: Led, draftedBy: UserId, by: UserId): 'counts' | 'alone' | 'does-not' => {
  const approvers = approversOf(incident, draftedBy)
  if (approvers.includes(by)) return 'counts'
  return by === draftedBy && approvers.length === 0 ? 'alone' : 'does-not'
}

/** A field that two versions of a draft word differently; '' where it was not there. */
export type Difference = {
  readonly language: Language
  readonly field: keyof PublicText
  readonly before: string
  readonly after: string
}

/** What was changed in the words from one version to another. */
export const differencesOf = (before: PublicTexts, after: PublicTexts): readonly Difference[] =>
  // The keys of texts are languages: they are built from nothing else.
  ([...new Set([...Object.keys(before), ...Object.keys(after)])] as Language[]).flatMap((language) =>
    (['title', 'body'] as const).flatMap((field): Difference[] => {
      const [old, now] = [before[language]?.[field] ?? '', after[language]?.[field] ?? '']
      return old === now ? [] : [{ language, field, before: old, after: now }]
    }),
  )

/**
 * Since when an unpublished wording says what is no longer so: that it goes on, and it is over. Undefined while it may be
 * true; what is worded after that is meant. One that says that it is over is withdrawn when the incident is reopened.
 */
export const outdatedSince = (
  { status, resolved, cancelled }: Over,
  { stage, at }: Pick<DraftVersion, 'stage' | 'at'>,
): Moment | undefined => {
  const over = status === 'resolved' ? resolved?.at : status === 'cancelled' ? cancelled?.at : undefined
  return over !== undefined && !isLast(stage) && at < over ? over : undefined
}

/** The kinds of marks that somebody knowingly lets stand. */
export type Kept = readonly UnsaidKind[]
