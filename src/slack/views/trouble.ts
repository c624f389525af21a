import type { EffectType, Incident, Trouble } from '../../domain/incident.ts'
import type { T, TextKey } from '../../text/text.ts'
import { escape } from '../mrkdwn.ts'
import { incidentName } from './words.ts'

/*
 * What Slack refused for good, in words: what could not be done, what mends it, and whether *Try again* then does it.
 * Error codes: https://docs.slack.dev/reference/methods (each method's own list).
 */

/** What an error code asks for. */
type Cure =
  | 'admins'
  | 'announcements'
  | 'announcements-archived'
  | 'archived'
  | 'fault'
  | 'invite-bot'
  | 'messages-tab'
  | 'network'
  | 'other'
  | 'pins'
  | 'posting'
  | 'scope'
  | 'token'
  | 'uploads'

/**
 * A map, and no object: a code is Slack's, or of whoever answers in its place, and no object is without a `__proto__`.
 */
const cures: ReadonlyMap<string, Cure> = new Map<string, Cure>([
  ['restricted_action', 'admins'],
  ['cannot_create_channel', 'admins'],
  ['not_authorized', 'admins'],
  ['access_denied', 'admins'],
  ['ekm_access_denied', 'admins'],
  ['user_is_restricted', 'admins'],
  ['team_access_not_granted', 'admins'],
  ['restricted_action_read_only_channel', 'posting'],
  ['restricted_action_thread_only_channel', 'posting'],
  ['restricted_action_non_threadable_channel', 'posting'],
  ['restricted_action_thread_locked', 'posting'],
  ['missing_scope', 'scope'],
  ['no_permission', 'scope'],
  ['not_allowed_token_type', 'scope'],
  ['invalid_auth', 'token'],
  ['not_authed', 'token'],
  ['token_revoked', 'token'],
  ['token_expired', 'token'],
  ['account_inactive', 'token'],
  ['is_archived', 'archived'],
  ['is_inactive', 'archived'],
  ['not_in_channel', 'invite-bot'],
  ['channel_not_found', 'invite-bot'],
  ['messages_tab_disabled', 'messages-tab'],
  ['too_many_pins', 'pins'],
  ['file_uploads_disabled', 'uploads'],
  ['file_type_not_allowed', 'uploads'],
  ['storage_limit_reached', 'uploads'],
  ['fault', 'fault'],
])

/** Ours or the network's codes for "nobody knows, it was tried for minutes". */
const unreached =
  /^(?:http_5\d\d|not_json|network|timeout|E[A-Z_]+|UND_ERR_\w+|internal_error|fatal_error|service_unavailable|request_timeout)$/

const cureFor = (effect: EffectType, error: string): Cure => {
  if (unreached.test(error)) return 'network'
  const cure = cures.get(error) ?? (error.startsWith('restricted_action') ? 'admins' : 'other')
  if (effect !== 'show-announcement') return cure
  // On the card of an incident "the channel" would be understood as the incident's own.
  if (cure === 'invite-bot') return 'announcements'
  return cure === 'archived' ? 'announcements-archived' : cure
}

/** Why Slack refused: its code, and the scope that the app lacks. */
export type Refused = Pick<Trouble, 'error' | 'needed'>

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
  'answer-approval': 'news.trouble-tell',
  'show-postmortem': 'news.trouble-show-postmortem',
  'upload-postmortem': 'news.trouble-upload-postmortem',
  'remove-surplus': 'news.trouble-post',
  'discard-channel': 'news.trouble-open-channel',
  'remove-message': 'news.trouble-post',
  'show-lead-question': 'news.trouble-post',
  publish: 'news.trouble-publish',
  'link-incident': 'news.trouble-post',
  'name-channel': 'news.trouble-post',
  'draft-closing': 'news.trouble-post',
  'archive-channel': 'news.trouble-archive-channel',
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
    case 'publish':
      return true
    case 'show-card':
    case 'post':
    case 'tell':
    case 'answer':
    case 'answer-approval':
    case 'upload-postmortem':
    case 'remove-surplus':
    case 'discard-channel':
    case 'remove-message':
    case 'show-lead-question':
    case 'link-incident':
    case 'name-channel':
    case 'draft-closing':
    case 'archive-channel':
      return false
  }
}

/** What mends a Slack error, as a sentence. */
export const cureText = (effect: EffectType, { error, needed }: Refused, t: T): string => {
  const cure = cureFor(effect, error)
  return cure === 'scope' && needed !== undefined
    ? t('news.cure-scope-named', { scope: escape(needed) })
    : t(`news.cure-${cure}`)
}

/** What could not be done and what mends it, in mrkdwn: two lines, to which *Try again* adds its own. */
export const troubleText = (trouble: Refused & Pick<Trouble, 'effect'>, incident: Incident, t: T): string => {
  const { effect, error } = trouble
  return sentences(troubleLine(effect, error, incident, t), cureText(effect, trouble, t))
}

/** What could not be done, and Slack's code for why. */
export const troubleLine = (effect: EffectType, error: string, incident: Pick<Incident, 'number'>, t: T): string =>
  t(said[effect], { incident: incidentName(incident), error: escape(error, errorShown) })

/** A code is short; what a fault of ours leaves in its place may not be. */
export const errorShown = 120

/** Whole sentences, each on its line: what is put between sentences differs by language. */
export const sentences = (...each: readonly string[]): string => each.join('\n')
