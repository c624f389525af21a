import type { Impact } from './impact.ts'
import type { ChannelId, CommandId, FollowUpId, IncidentId, MessageTs, Moment, UserId } from './ids.ts'
import type { Customers } from './public-updates.ts'
import type { ProductionChange } from './production-changes.ts'
import type { VendorWait } from './vendor.ts'
import type { Recurrence } from './earlier.ts'
import type { Resolution } from './resolution.ts'
import type { Triage } from './triage.ts'
import type { Kind, Language, Role, Severity, Status } from './vocabulary.ts'
import type { Watch } from './watch.ts'

/** Whoever speaks of an incident speaks in these words. */
export * from './vocabulary.ts'

/** What somebody is reminded of. */
export const reminderKinds = [
  'update-overdue',
  'customers-due',
  'vendor-due',
  'no-lead',
  'silence',
  'postmortem-unpublished',
  'triage-waiting',
] as const
/** One thing that somebody is reminded of. */
export type ReminderKind = (typeof reminderKinds)[number]

/** What a time can come for: reminders, the end of the day in which a merge can be undone, the daily word of a watch. */
export const dueKinds = [...reminderKinds, 'merge-settles', 'watch-day'] as const
/** One such thing. */
export type DueKind = (typeof dueKinds)[number]

/** Prose sections of a postmortem, each with its own *Edit* form. */
export const proseSections = ['summary', 'impact', 'lessons', 'root-cause'] as const
/** One of them. */
export type ProseSection = (typeof proseSections)[number]

/** One message of the postmortem thread; `timeline-1` is the first of as many timeline pages as it takes. */
export type PostmortemPart = 'root' | ProseSection | `timeline-${number}` | 'follow-ups'

/** Something to be done after the incident. */
export type FollowUp = {
  readonly id: FollowUpId
  readonly text: string
  readonly owner?: UserId
  readonly addedBy: UserId
  readonly addedAt: Moment
  readonly doneAt?: Moment
}

/** A file or image that a message carried: its name and link, never its content. */
export type FileRef = { readonly name: string; readonly mimetype: string; readonly permalink: string }

/** The message that an incident was declared from. */
export type SourceMessage = {
  readonly channel: ChannelId
  readonly ts: MessageTs
  readonly user?: UserId
  readonly text: string
  readonly permalink: string
  readonly files: readonly FileRef[]
}

/** When somebody is reminded next, and how often they have been. */
export type Reminder = {
  /** When it is next due. */
  readonly dueAt: Moment
  /** How many were sent in a row without an answer. */
  readonly sent: number
}

/** What Slack can be asked for; `effects.ts` says what each carries. */
export const effectTypes = [
  'open-channel',
  'invite',
  'set-topic',
  'set-purpose',
  'show-card',
  'pin-card',
  'show-announcement',
  'post',
  'tell',
  'answer',
  'show-postmortem',
  'upload-postmortem',
  'remove-surplus',
  'discard-channel',
  'show-lead-question',
  'remove-message',
  'publish',
  'link-incident',
  'name-channel',
  'draft-closing',
  'archive-channel',
  'answer-approval',
] as const
/** One thing that Slack can be asked for. */
export type EffectType = (typeof effectTypes)[number]

/** What Slack (or its admins) refused for good, until it is mended; shown on the card. */
export type Trouble = {
  readonly effect: EffectType
  readonly error: string
  /** The scope that the app lacks. */
  readonly needed?: string
  readonly at: Moment
}

/** *Try again* was pressed: what is asked of Slack once more, and who wants to know what comes of it. */
export type Retrying = {
  readonly by: UserId
  readonly command: CommandId
  readonly at: Moment
  readonly effects: readonly EffectType[]
}

/**
 * An incident as it stands: the fold of its events by `evolve`. It holds what decisions and the card need.
 * Timeline entries are not here but in the events, so the state stays small however long the incident gets.
 */
export type Incident = {
  readonly id: IncidentId
  /** Counted per workspace, shown as INC-42; never used twice. */
  readonly number: number
  readonly title: string
  readonly severity: Severity
  readonly status: Status
  readonly kind: Kind
  readonly description: string
  /** What the channel and its posts are written in. */
  readonly language: Language
  readonly declaredBy: UserId
  /** Somebody who may also lead it; a guest is not asked to. */
  readonly declaredByMember: boolean
  readonly declaredAt: Moment
  /** Open since then (declared, or reopened last), and for how long before that, in ms. */
  readonly opened: { readonly since: Moment; readonly earlierMs: number }
  /** The command that declared it: the declarer is answered through it while its response_url lives. */
  readonly declaredWith: CommandId
  readonly source?: SourceMessage
  /** The exact name asked of Slack, stored before the call so that a lost reply can be looked up. */
  readonly channelName: string
  readonly channelNameTry: number
  readonly channel?: ChannelId
  readonly channelArchived: boolean
  /** Why nothing can be heard or posted in the channel, besides that it is archived. */
  readonly unreachable?: 'deleted' | 'bot-removed' | undefined
  readonly card?: MessageTs | undefined
  readonly cardPinned: boolean
  readonly announcement?: { readonly channel: ChannelId; readonly ts: MessageTs }
  /** Where somebody was asked to take or give the lead. */
  readonly leadQuestion?: { readonly ts: MessageTs; readonly to: UserId }
  readonly roles: { readonly [R in Role]?: { readonly holder: UserId; readonly since: Moment } }
  /** Roles that were heard in messages and can still be undone (or have just been), the newest last. */
  readonly heardRoles: readonly {
    readonly role: Role
    readonly to: UserId
    readonly from?: UserId
    readonly heardIn: MessageTs
  }[]
  /** Who is to be in the channel: the declarer first, who asked to be, and owners of services that were named. */
  readonly members: readonly UserId[]
  readonly lastUpdate?: { readonly text: string; readonly by: UserId; readonly at: Moment }
  /** When the next update is due; absent once the incident has ended. */
  readonly nextUpdateDue?: Moment | undefined
  readonly followUps: readonly FollowUp[]
  /** Whom it hurts; absent until somebody says so. */
  readonly impact?: Impact
  /** The vendor whom it waits on; absent while it waits on nobody. */
  readonly vendor?: VendorWait | undefined
  /** The names of all vendors that it has ever waited on, each once: customers read none of them. */
  readonly vendorsEver?: readonly string[]
  /** What was changed in production because of it, in the order in which it was recorded. */
  readonly changes?: readonly ProductionChange[]
  /** Whether its trouble was resolved before; absent while nobody has said, and none was found. */
  readonly recurrence?: Recurrence
  /** The newest stabilisation plan, whether it goes on or has ended. */
  readonly watch?: Watch
  /** When somebody last spoke in the channel. */
  readonly lastHeardAt: Moment
  readonly resolved?: (Resolution & { readonly by: UserId; readonly at: Moment }) | undefined
  readonly cancelled?:
    | {
        readonly by: UserId
        readonly at: Moment
        readonly why: string
        readonly duplicateOf?: IncidentId
        readonly duplicateNumber?: number
      }
    | undefined
  /** How it came in, and what it has to do with other incidents. */
  readonly triage?: Triage
  readonly reminders: { readonly [K in DueKind]?: Reminder }
  readonly postmortem: {
    /** How many timeline messages the draft took when it was last counted. */
    readonly pages: number
    /** Where each part stands in Slack, and a digest of what it shows, so that an unchanged part is not sent again. */
    readonly messages: { readonly [P in PostmortemPart]?: { readonly ts: MessageTs; readonly drawn: string } }
    readonly prose: {
      readonly [S in ProseSection]?: { readonly text: string; readonly by: UserId; readonly at: Moment }
    }
    readonly published?: { readonly by: UserId; readonly at: Moment }
  }
  /** What customers are told, and what reached them. */
  readonly customers?: Customers
  readonly troubles: readonly Trouble[]
  readonly retrying?: Retrying | undefined
}

/** Which incident something belongs to: enough to name it and to lead there, however damaged its state may be. */
export type IncidentName = Pick<Incident, 'id' | 'number' | 'channel'>

/** When it was over, in ms UTC; undefined while it is not. */
export const endedAt = ({ status, resolved, cancelled, triage }: Incident): Moment | undefined => {
  switch (status) {
    case 'resolved':
      return resolved?.at
    case 'cancelled':
      return cancelled?.at
    case 'declined':
      return triage?.declined?.at
    case 'merged':
      return triage?.merged?.at
    default:
      return undefined
  }
}

/** Whether its channel is there for us: while it is not, what would be posted in it is not even asked of Slack. */
export const isReachable = ({ channel, channelArchived, unreachable }: Incident): boolean =>
  channel !== undefined && !channelArchived && unreachable === undefined

/** How long it has been open by `at`, in ms: the time between an ending and a reopening does not count. */
export const openFor = ({ opened }: Pick<Incident, 'opened'>, at: Moment): number =>
  opened.earlierMs + Math.max(0, at - opened.since)
