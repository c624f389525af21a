/** What a window looks at: a channel, a message in it, a thread beside it. Each ts as Slack writes it. */
export type Place = {
  readonly channel?: string | undefined
  readonly message?: string | undefined
  readonly thread?: string | undefined
}

const tsOf = (digits: string): string => `${digits.slice(0, -6)}.${digits.slice(-6)}`

/** The place that an address of this page names (also one of Slack's own form), or undefined for any other address. */
export const placeAt = (address: string, base: string): Place | undefined => {
  if (!URL.canParse(address, base)) return undefined
  const url = new URL(address, base)
  const isOurs = url.host === new URL(base).host || url.host.endsWith('.slack.com')
  const found = /^\/archives\/([A-Z0-9]+)(?:\/p(\d{7,}))?$/.exec(url.pathname)
  if (!isOurs || found === null) return undefined
  const thread = url.searchParams.get('thread_ts')
  return {
    channel: found[1],
    ...(found[2] === undefined ? {} : { message: tsOf(found[2]) }),
    ...(thread === null ? {} : { thread }),
  }
}

/** The path of a place on this page. */
export const pathTo = ({ channel, message, thread }: Place): string => {
  if (channel === undefined) return '/'
  const at = message === undefined ? '' : `/p${message.replace('.', '')}`
  return `/archives/${channel}${at}${thread === undefined ? '' : `?thread_ts=${thread}&cid=${channel}`}`
}
