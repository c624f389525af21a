import { type Check, isWell } from '../../src/domain/health.ts'
import type { Line } from './line.ts'

/** What a cure must know to say where to click. */
export type About = {
  /** The app's id; absent where Slack does not say. */
  readonly app?: string | undefined
  /** Where Slack calls us; absent in Socket Mode. */
  readonly url?: string | undefined
}

/** The pages of the app in Slack. */
export const pagesOf = ({ app }: About): string => `https://api.slack.com/apps${app === undefined ? '' : `/${app}`}`

/**
 * A check that `/incident health` makes too, in words for whoever sits at the terminal: they can open the app's pages
 * and set settings, which its reader may not.
 */
export const lineOf = (check: Check, about: About): Line => {
  const name = names[check.check]
  if (isWell(check)) return { level: 'ok', name, says: wellOf(check) }
  return { name, ...wrongOf(check, about) }
}

const names: Readonly<Record<Check['check'], string>> = {
  database: 'database',
  connection: 'connection',
  token: 'bot token',
  scopes: 'scopes',
  announcements: 'announcements',
  manifest: 'manifest',
  email: 'e-mail',
  clock: 'clocks',
}

const wellOf = (check: Check): string => {
  switch (check.check) {
    case 'database':
      return 'it answers and can be written to'
    case 'connection':
      return 'Slack would open a socket'
    case 'token':
      return 'Slack takes it'
    case 'scopes':
      return 'every one that manifest.yml asks for is granted'
    case 'announcements':
      return `Stanch is in ${channelNamed(check.channel)}`
    case 'manifest':
      return 'the app was made from manifest.yml as it is'
    case 'email':
      return 'it is set up'
    case 'clock':
      return "this machine's, the database's and Slack's agree"
  }
}

type Wrong = Omit<Line, 'name'>

const wrongOf = (check: Check, about: About): Wrong => {
  switch (check.check) {
    case 'database':
      return {
        level: 'broken',
        says: `it ${check.why ?? 'cannot be used'}`,
        cure: 'Check the server that DATABASE_URL names, and its disk.',
      }
    case 'connection':
      return socketWrong(check.why ?? '', about)
    case 'token':
      return tokenWrong(check.error ?? '', about)
    case 'scopes':
      return {
        level: 'broken',
        says: `the app lacks ${(check.missing ?? []).join(', ')}`,
        cure:
          `${pagesOf(about)}: OAuth & Permissions, Bot Token Scopes, Add an OAuth Scope; ` +
          'then Install App, Reinstall to Workspace. The token stays the same.',
      }
    case 'announcements':
      return announcementsWrong(check.channel, check.error ?? '')
    case 'manifest':
      return {
        level: 'look',
        says: 'manifest.yml has changed since the app was connected',
        cure:
          `${pagesOf(about)}: App Manifest, put in its place what npm run manifest${about.url === undefined ? '' : ` -- --url ${about.url}`} prints, ` +
          'Save Changes; Install App, Reinstall to Workspace. Then: npm run connect -- --manifest-pasted',
      }
    case 'email':
      return { level: 'look', says: check.why ?? 'it is off', cure: 'docs/status-page.md says what it needs.' }
    case 'clock':
      return {
        level: 'look',
        says: (check.wrong ?? []).map(clockWrong).join('; '),
        cure: 'Set it by NTP.',
      }
  }
}

const unreached = /^(http_\d+|not_json|network|timeout|E[A-Z_]+|UND_ERR_\w+)$/

const networkWrong = (code: string): Wrong => ({
  level: 'broken',
  says: `Slack cannot be reached (${code})`,
  cure: "Check this machine's way out to slack.com: network, proxy, SLACK_API_URL.",
})

const tokenWrong = (error: string, about: About): Wrong =>
  unreached.test(error)
    ? networkWrong(error)
    : {
        level: 'broken',
        says: `Slack refuses it (${error})`,
        cure: `${pagesOf(about)}: OAuth & Permissions, Bot User OAuth Token, Copy. One that was cut off is refused too.`,
      }

/** Codes: docs.slack.dev/reference/methods/apps.connections.open; `other_app` is ours. */
const socketWrong = (why: string, about: About): Wrong => {
  if (unreached.test(why)) return networkWrong(why)
  const tokens = `${pagesOf(about)}: Basic Information, App-Level Tokens`
  switch (why) {
    case 'other_app':
      return {
        level: 'broken',
        says: 'SLACK_APP_TOKEN is of another app than SLACK_BOT_TOKEN',
        cure: `${tokens}: copy the one that stands there.`,
      }
    case 'missing_scope':
    case 'no_permission':
      return {
        level: 'broken',
        says: 'SLACK_APP_TOKEN lacks the scope connections:write',
        cure: `${tokens}, Generate Token and Scopes, Add Scope, connections:write, Generate, Copy.`,
      }
    case 'invalid_auth':
    case 'not_authed':
    case 'token_revoked':
    case 'not_allowed_token_type':
    case 'account_inactive':
      return {
        level: 'broken',
        says: `Slack refuses SLACK_APP_TOKEN (${why})`,
        cure: `${tokens}: click the token's name, Copy. One that was cut off is refused too.`,
      }
    default:
      return {
        level: 'broken',
        says: `Slack opens no socket (${why})`,
        cure: `${pagesOf(about)}: Socket Mode, Enable Socket Mode.`,
      }
  }
}

const announcementsWrong = (channel: string, error: string): Wrong => {
  const shown = channelNamed(channel)
  if (unreached.test(error)) return networkWrong(error)
  switch (error) {
    case 'channel_not_found':
    case 'not_in_channel':
      return {
        level: 'broken',
        says: `Stanch is in no channel ${shown}`,
        cure: `In Slack: create ${shown} if need be, and type /invite @Stanch there. Another one? Set ANNOUNCE_CHANNEL.`,
      }
    case 'is_archived':
      return {
        level: 'broken',
        says: `${shown} is archived`,
        cure: 'In Slack: unarchive it and type /invite @Stanch there, or set ANNOUNCE_CHANNEL to another.',
      }
    default:
      return { level: 'broken', says: `Slack does not show ${shown} (${error})`, cure: 'Mend the lines above first.' }
  }
}

const channelNamed = (channel: string): string => (/^[CG][A-Z0-9]{6,}$/.test(channel) ? channel : `#${channel}`)

const clockWrong = ({ whose, aheadMs }: { whose: 'machine' | 'database'; aheadMs: number }): string => {
  const by = `${Math.round(Math.abs(aheadMs) / 1000)} s ${aheadMs > 0 ? 'ahead of' : 'behind'}`
  return whose === 'machine'
    ? `this machine's is ${by} the database's, and Slack's signatures are checked by it`
    : `the database's is ${by} Slack's, and the record goes by it`
}
