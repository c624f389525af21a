import { parseDocument } from 'yaml'
import { z } from 'zod'

/** The path at which the bot answers Slack. */
const path = '/slack/events'

const opening = ' The app as Slack makes it from this text, for signed HTTP: start Stanch with SLACK_SIGNING_SECRET.'

const commands = z.object({ features: z.object({ slash_commands: z.array(z.unknown()) }) })

/**
 * The address for Slack's requests on a host that Slack can reach: it takes https alone. A path before ours (behind a
 * proxy, say) is kept.
 */
export function requestUrl(text: string): { ok: true; address: string } | { ok: false; mistake: string } {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || url.protocol !== 'https:' || url.search !== '' || url.hash !== '' || url.username !== '') {
    return {
      ok: false,
      mistake: `--url ${JSON.stringify(text)}: Slack calls https addresses alone: use one such as https://stanch.example.com`,
    }
  }
  return { ok: true, address: url.href.replace(/\/*$/, '').replace(path, '') + path }
}

/** The manifest with Socket Mode off and `address` wherever Slack wants to know whom to call. Comments stay. */
export function overHttp(manifest: string, address: string): string {
  const document = parseDocument(manifest)
  const { slash_commands } = commands.parse(document.toJS()).features
  slash_commands.forEach((_, index) => document.setIn(['features', 'slash_commands', index, 'url'], address))
  document.setIn(['settings', 'event_subscriptions', 'request_url'], address)
  document.setIn(['settings', 'interactivity', 'request_url'], address)
  document.setIn(['settings', 'socket_mode_enabled'], false)
  if (document.contents !== null) document.contents.commentBefore = opening
  return document.toString({ lineWidth: 0 })
}
