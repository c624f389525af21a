import type { EffectType, Incident, Trouble } from '../../domain/incident.ts'
import type { T, TextKey } from '../../text/text.ts'
import { escape } from '../mrkdwn.ts'
import { incidentName } from './words.ts'

/*
 * What Slack refused for good, in words: what could not be done, what mends it, and whether *Try again* then does it.
 * Error codes: https://docs.slack.dev/reference/methods (each method's own list).
 */

/** What an error code asks for. */
type Cure = 'admins' | 'scope' | 'token' | 'archived' | 'invite-bot' | 'announcements' | 'pins' | 'uploads' | 'other'

const cures: Readonly<Record<string, Cure>> = {
  restricted_action: 'admins',
  cannot_create_channel: 'admins',
  not_authorized: 'admins',
  access_denied: 'admins',
  user_is_restricted: 'admins',
  team_access_not_granted: 'admins',
  missing_scope: 'scope',
  no_permission: 'scope',
  not_allowed_token_type: 'scope',
  invalid_auth: 'token',
  not_authed: 'token',
  token_revoked: 'token',
  token_expired: 'token',
  account_inactive: 'token',
  is_archived: 'archived',
  is_inactive: 'archived',
  not_in_channel: 'invite-bot',
  channel_not_found: 'invite-bot',
  too_many_pins: 'pins',
  file_uploads_disabled: 'uploads',
  file_type_not_allowed: 'uploads',
  storage_limit_reached: 'uploads',
}

const cureFor = (effect: EffectType, error: string): Cure => {
  const cure = cures[error] ?? (error.startsWith('restricted_action') ? 'admins' : 'other')
  // On the card of an incident "the channel" would be understood as the incident's own.
  return cure === 'invite-bot' && effect === 'show-announcement' ? 'announcements' : cure
}

const said: Readonly<Record<EffectType, TextKey>> = {
  'open-channel': 'news.trouble-open-channel',
  invite: 'news.trouble-invite',
  'set-topic': 'news.trouble-set-topic',
  'set-purpose': 'news.trouble-set-purpose',
  'show-card': 'news.trouble-show-card',
  'pin-card': 'news.trouble-pin-card',
  'show-announcement': 'news.trouble-show-announcement',
  post: 'news.trouble-post',
  tell: 'news.trouble-tell',
  answer: 'news.trouble-tell',
  'show-postmortem': 'news.trouble-show-postmortem',
  'upload-postmortem': 'news.trouble-upload-postmortem',
  'remove-surplus': 'news.trouble-post',
  'discard-channel': 'news.trouble-open-channel',
}

/** Whether *Try again* asks Slack for it once more. Posts are history and are not sent late. */
export const isRetried = (effect: EffectType): boolean => {
  switch (effect) {
    case 'open-channel':
    case 'invite':
    case 'set-topic':
    case 'set-purpose':
    case 'pin-card':
    case 'show-announcement':
    case 'show-postmortem':
      return true
    case 'show-card':
    case 'post':
    case 'tell':
    case 'answer':
    case 'upload-postmortem':
    case 'remove-surplus':
    case 'discard-channel':
      return false
  }
}

/** What mends a Slack error, as a sentence. */
export const cureText = (effect: EffectType, error: string, t: T): string => t(`news.cure-${cureFor(effect, error)}`)

/** What could not be done and what mends it, in mrkdwn: two lines, to which *Try again* adds its own. */
export const troubleText = ({ effect, error }: Pick<Trouble, 'effect' | 'error'>, incident: Incident, t: T): string =>
  sentences(t(said[effect], { incident: incidentName(incident), error: escape(error) }), cureText(effect, error, t))

/** Whole sentences, each on its line: what is put between sentences differs by language. */
export const sentences = (...each: readonly string[]): string => each.join('\n')
