/**
 * Whether an address may be answered: a response_url comes in a payload, and posting to whatever it says would let a
 * forged one reach into our own network. https on Slack's own domains; the host of `SLACK_API_URL` too, when that is
 * another (a stand-in).
 */
export const isSlackUrl = (address: string, slackApiUrl: string): boolean => {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') return false
  if (url.protocol === 'https:' && url.port === '' && slackDomains.some((domain) => isWithin(url.hostname, domain))) {
    return true
  }
  if (!URL.canParse(slackApiUrl)) return false
  const api = new URL(slackApiUrl)
  return url.protocol === api.protocol && url.host === api.host
}

/** slack-gov.com is GovSlack's: https://docs.slack.dev/govslack */
const slackDomains = ['slack.com', 'slack-gov.com']

const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`)
