import type { SlackAccess } from '../config.ts'
import { userId } from '../domain/ids.ts'
import type { Access, slackClient } from '../slack/bolt.ts'

/**
 * The way to Slack with its secrets in the clear, for the SDK alone. `port` is for Slack's requests over HTTP. Throws
 * for the local workspace.
 */
export const accessFrom = (slack: SlackAccess, port: number): Access => {
  switch (slack.mode) {
    case 'socket':
      return { mode: 'socket', botToken: slack.botToken.reveal(), appToken: slack.appToken.reveal() }
    case 'http':
      return { mode: 'http', botToken: slack.botToken.reveal(), signingSecret: slack.signingSecret.reveal(), port }
    case 'local':
      throw new Error('The local workspace is started before this, and has tokens of its own')
  }
}

/** Our own name in Slack. `url` is `https://acme.slack.com/`, and its first label is in every permalink. */
export const whoAmI = async (client: ReturnType<typeof slackClient>) => {
  const { team_id: team, enterprise_id: enterprise, user_id: user, bot_id: bot, url } = await client.auth.test()
  if (team === undefined || user === undefined) throw new Error('auth.test named no team or no user')
  const domain = url === undefined ? '' : (new URL(url).hostname.split('.')[0] ?? '')
  return {
    team: { id: team, domain, ...(enterprise !== undefined && { enterprise }) },
    bot: { user: userId(user), id: bot ?? '' },
  }
}
