import { parse } from 'yaml'

/**
 * The page on which Slack makes an app, with this manifest already filled in. `manifest_json` and `manifest_yaml` are
 * Slack's own way to share a manifest (docs.slack.dev/app-manifests/configuring-apps-with-app-manifests; the form of the
 * link: slackapi/python-slack-sdk#1019). JSON is half as long, for it carries no comments. Slack names no limit to the
 * length; servers and browsers take 8,000 characters. The host is Slack's, whatever `SLACK_API_URL` says: a person's
 * browser opens it.
 */
export const createAppLink = (manifest: string): string => {
  const link = new URL('https://api.slack.com/apps')
  link.searchParams.set('new_app', '1')
  link.searchParams.set('manifest_json', JSON.stringify(parse(manifest)))
  return link.href
}
