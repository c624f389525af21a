/** Fields whose value lets somebody in, whatever it is called with. */
const secret = /^(token|trigger_id|response_url|client_secret|signing_secret)$/

/** Slack's tokens, and the tickets with which its sockets are opened. */
const inText = /\bx(?:ox[a-z]|app)-[\w-]+|(?<=[?&]ticket=)[\w-]+|(?<=\/response\/)[\w-]+/g

const mask = '***'

/** A copy of JSON in which nothing is left that would let somebody in. */
export const masked = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replace(inText, mask)
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, secret.test(key) && typeof one === 'string' ? mask : masked(one)]),
  )
}
