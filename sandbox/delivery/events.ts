import { app, otherTeam, team, verificationToken } from '../workspace/identity.ts'
import type { Channel, Kit } from '../workspace/state.ts'
import type { Event, Workspace } from '../workspace/workspace.ts'
import type { Manifest } from '../manifest.ts'
import type { Tokens } from '../tokens.ts'

const history: Record<Channel['kind'], string> = { channel: 'channels', group: 'groups', im: 'im' }

/** The name under which the manifest subscribes to this event: messages are named by the kind of their channel. */
const subscription = (event: Event, channel: Channel | undefined): string =>
  event.type === 'message' && channel !== undefined ? `message.${history[channel.kind]}` : event.type

/** Scopes of which one must be granted for the event to come (docs.slack.dev/reference/events). */
const scopes = (event: Event, channel: Channel | undefined): string[] => {
  const group = channel?.kind === 'group'
  if (event.type === 'message' && channel !== undefined) return [`${history[channel.kind]}:history`]
  if (event.type.startsWith('reaction_')) return ['reactions:read']
  if (event.type.startsWith('pin_')) return ['pins:read']
  if (event.type.startsWith('channel_')) return ['channels:read']
  if (event.type.startsWith('group_')) return ['groups:read']
  if (event.type.startsWith('member_')) return [group ? 'groups:read' : 'channels:read']
  if (event.type === 'user_change' || event.type === 'team_join') return ['users:read']
  return []
}

/** True when the app gets this event: it has subscribed, has the scope, and is a member of the channel. */
export const reaches = (event: Event, channel: Channel | undefined, manifest: Manifest, tokens: Tokens): boolean =>
  (channel === undefined || channel.members.includes(app.botUser)) &&
  (manifest.events === null || manifest.events.includes(subscription(event, channel))) &&
  tokens.may(scopes(event, channel))

/**
 * Puts Slack's envelope around an event. What a stranger does comes under the stranger's own workspace (bolt-js#935).
 */
export const wrap = (workspace: Workspace, event: Event, channel: Channel | undefined): Kit => ({
  token: verificationToken,
  team_id: workspace.user(String(event['user'] ?? ''))?.is_stranger === true ? otherTeam.id : team.id,
  context_team_id: team.id,
  context_enterprise_id: null,
  api_app_id: app.id,
  event,
  type: 'event_callback',
  event_id: workspace.id('Ev'),
  event_time: workspace.seconds(),
  authorizations: [
    { enterprise_id: null, team_id: team.id, user_id: app.botUser, is_bot: true, is_enterprise_install: false },
  ],
  is_ext_shared_channel: channel?.members.some((id) => workspace.user(id)?.is_stranger === true) ?? false,
  event_context: `4-${workspace.id('ec')}`,
})

/**
 * What comes, each minute, in place of the events beyond 30,000 an hour (docs.slack.dev/apis/events-api): it has no
 * event in it.
 */
export const rateLimited = (workspace: Workspace): Kit => ({
  token: verificationToken,
  type: 'app_rate_limited',
  team_id: team.id,
  minute_rate_limited: Math.floor(workspace.seconds() / 60) * 60,
  api_app_id: app.id,
})
