import type { ApprovalOutcome } from './approval-messages.ts'
import type { ChannelId, CommandId, IncidentId, MessageTs, Moment, PublicUpdateId, UserId } from './ids.ts'
import type { EffectType, Language, PostmortemPart, ReminderKind, Role, Severity } from './incident.ts'
import type { Destination } from './public-updates.ts'
import type { TriageNews, TriagePost } from './effects/triage.ts'
import type { WatchPost } from './effects/watch.ts'
import type { Refusal } from './refusals.ts'

/**
 * A post in the incident's channel, with its facts: it is history and is drawn from these, not from the newest state.
 */
export type Post =
  | {
      readonly say: 'update'
      readonly text: string
      readonly by: UserId
      readonly at: Moment
      readonly nextUpdateDue: Moment
    }
  | {
      readonly say: 'resolved'
      readonly by: UserId
      readonly at: Moment
      readonly afterMs: number
      readonly fix: string
      /** A stabilisation plan is proposed, for none goes on. */
      readonly offersWatch?: true
    }
  /** `toldOver`: customers read last that it is over. */
  | {
      readonly say: 'reopened'
      readonly by: UserId
      readonly at: Moment
      readonly why: string
      readonly toldOver?: true
    }
  | { readonly say: 'cancelled'; readonly by: UserId; readonly why: string; readonly duplicateNumber?: number }
  | TriagePost
  | WatchPost
  /** Only a rise to sev1 or sev2, or a fall out of them, changes what people must do. */
  | {
      readonly say: 'severity-changed'
      readonly by: UserId
      readonly from: Severity
      readonly to: Severity
      readonly nextUpdateDue: Moment
    }
  /** In the thread of the message that claimed it, with an Undo button. */
  | {
      readonly say: 'role-heard'
      readonly role: Role
      readonly to: UserId
      readonly from?: UserId
      readonly heardIn: MessageTs
    }
  | { readonly say: 'role-undone'; readonly role: Role; readonly by: UserId; readonly to?: UserId }
  | {
      readonly say: 'reminder'
      readonly kind: ReminderKind
      /** Absent where everybody in the channel is meant. */
      readonly to?: UserId
      /** Which in a row, from 1; the third stands in the channel, the others in the card's thread. */
      readonly count: number
      readonly last: boolean
      readonly since: Moment
      /** Of `vendor-due`: who is waited on, and whether `since` is the time that they had promised. */
      readonly vendor?: { readonly name: string; readonly promised: boolean }
    }
  /** Asks the declarer to take or give the lead; in the card's thread. */
  | { readonly say: 'lead-wanted'; readonly to: UserId }

/** How the channel got out of our reach. */
export type ChannelLoss = 'archived' | 'deleted' | 'bot-removed'

/** What is said to one person only. */
export type News =
  | { readonly say: 'channel-opened' }
  /** `announce`: the configured channel's name or id, and Slack's reason. */
  | { readonly say: 'announcement-refused'; readonly channel: string; readonly error: string; readonly needed?: string }
  | { readonly say: 'channel-refused'; readonly error: string; readonly needed?: string }
  | { readonly say: 'invite-refused'; readonly user: UserId; readonly error: string }
  | { readonly say: 'slack-refused'; readonly effect: EffectType; readonly error: string; readonly needed?: string }
  /** *Try again* has done all of it. */
  | { readonly say: 'retried' }
  /** The channel is out of our reach: what is done is recorded and not shown there. */
  | { readonly say: 'channel-lost'; readonly how: ChannelLoss }
  /**
   * The duties of a role; at a hand-over (`from`) with the packet: status, what is open, last entries, drawn when it is
   * sent.
   */
  | { readonly say: 'role-duties'; readonly role: Role; readonly givenBy?: UserId; readonly from?: UserId }
  | { readonly say: 'role-taken-over'; readonly role: Role; readonly to: UserId }
  | { readonly say: 'refused'; readonly refusal: Refusal }
  | { readonly say: 'joined' }
  | TriageNews
  | { readonly say: 'postmortem-exported' }
  | { readonly say: 'reminder-snoozed'; readonly kind: ReminderKind; readonly until: Moment }
  | { readonly say: 'reminder-stopped'; readonly kind: ReminderKind }
  /** A service that they own was named among those that an incident hurts. */
  | { readonly say: 'service-named'; readonly services: readonly string[]; readonly by: UserId }
  /** A click that found everything already as it asked. */
  | { readonly say: 'nothing-changed' }
  /** To whoever is to approve a public update: as it will look, drawn when it is sent. */
  | { readonly say: 'approval-wanted'; readonly update: PublicUpdateId }
  /** To the drafter: *Send back*. */
  | { readonly say: 'public-update-sent-back'; readonly by: UserId; readonly why: string }
  /** To the drafter, once somebody else has withdrawn it. */
  | { readonly say: 'public-update-withdrawn'; readonly by: UserId }
  /** To the drafter, once it is approved. */
  | { readonly say: 'public-update-published'; readonly by: UserId }
  | { readonly say: 'publication-failed'; readonly to: Destination; readonly error: string }

/**
 * What Slack must hear: requests to the outside world, carried out by `perform`.
 * `show-…` carries nothing and is drawn from the newest state (cards late); `post` carries its facts (posts early).
 */
export type Effect =
  | { readonly type: 'open-channel'; readonly name: string }
  | { readonly type: 'invite'; readonly user: UserId }
  | { readonly type: 'set-topic' }
  | { readonly type: 'set-purpose' }
  | { readonly type: 'show-card' }
  | { readonly type: 'pin-card' }
  | { readonly type: 'show-announcement' }
  /** Redraws the question who leads; it is posted as `lead-wanted`. */
  | { readonly type: 'show-lead-question' }
  | {
      readonly type: 'post'
      readonly post: Post
      readonly language: Language
      readonly in: 'channel' | 'card-thread' | 'announcement-thread' | { readonly thread: MessageTs }
    }
  | { readonly type: 'tell'; readonly user: UserId; readonly news: News }
  /**
   * Ephemeral, through the response_url that came with `command`; at most once; a direct message once that has expired.
   */
  | { readonly type: 'answer'; readonly command: CommandId; readonly user: UserId; readonly news: News }
  /** `anew`: sent although the record says that it stands there already, for a late call may have drawn over it. */
  | { readonly type: 'show-postmortem'; readonly part: PostmortemPart; readonly anew?: true }
  | { readonly type: 'upload-postmortem'; readonly for: UserId }
  /** Tells the incident that is kept that this one is a part of it, or is no more. No call of Slack's. */
  | { readonly type: 'link-incident'; readonly to: IncidentId; readonly linked: boolean; readonly by: UserId }
  /** Tells one that was merged into this one which channel it has, now that it has one. No call of Slack's. */
  | { readonly type: 'name-channel'; readonly to: IncidentId }
  | { readonly type: 'archive-channel' }
  /** Drafts what customers are told of an incident that is none any more; `by` ended it. No call of Slack's. */
  | { readonly type: 'draft-closing'; readonly by: UserId }
  /** A message of ours that has been posted anew elsewhere. */
  | { readonly type: 'remove-message'; readonly ts: MessageTs }
  /**
   * A while after a resend, or when a call came too late: of the messages there (since then) that bear `mark`, or of
   * the files of that name, one stays. `mark` names the outbox row that they were made for.
   */
  | {
      readonly type: 'remove-surplus'
      readonly mark: string
      readonly channel: ChannelId
      readonly thread?: MessageTs
      readonly since: Moment
      readonly file?: string
    }
  /** A call that opened a channel came too late: unless an incident holds it, it is renamed and archived. */
  | {
      readonly type: 'discard-channel'
      readonly mark: string
      readonly name: string
      readonly since: Moment
    }
  /** What became of a draft, in the place of the direct message that asked for its approval. */
  | {
      readonly type: 'answer-approval'
      readonly user: UserId
      readonly channel: ChannelId
      readonly ts: MessageTs
      readonly outcome: ApprovalOutcome
    }
  /** An approved public update, to one destination: at least once, under the same delivery id each time. */
  | { readonly type: 'publish'; readonly update: PublicUpdateId; readonly to: Destination }
