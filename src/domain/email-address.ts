/** RFC 5321, 4.5.3.1: longer ones reach nobody. */
const limits = { whole: 254, local: 64 }

/**
 * What was typed as an address of e-mail, or undefined where it is none. Only the plain form (RFC 5322's dot-atom, in
 * ASCII): it needs no quotes in a header, and nothing in it can end a line or begin another address. A domain in another
 * script is brought into the form in which mail is sent to it, and domains are in lower case.
 */
export const emailAddress = (typed: string): string | undefined => {
  const [, local = '', host = ''] = /^([^@\s]+)@([^@\s]+)$/.exec(typed.trim()) ?? []
  if (!/^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local) || local.length > limits.local)
    return undefined
  const domain = asSent(host)
  if (domain === undefined) return undefined
  const address = `${local}@${domain}`
  return address.length > limits.whole ? undefined : address
}

/** The domain of an address. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const domainShape = new RegExp(`^(?:${label}\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$`)

const asSent = (host: string): string | undefined => {
  // What a URL would take for something else than a host: a port, a path, a user, an escape.
  if (/[/\\?#:@%[\]]/.test(host)) return undefined
  const url = `http://${host}/`
  const domain = URL.canParse(url) ? new URL(url).hostname : ''
  return domainShape.test(domain) ? domain : undefined
}
