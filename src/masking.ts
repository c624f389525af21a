const mask = '[secret]'

/*
 * What may be in a line although nobody put it there: in an error's message, in an address, in what a library prints.
 * In JSON nothing of these is escaped, so whole lines can be read as they are.
 */
const shapes: readonly (readonly [what: RegExp, instead: string])[] = [
  // Tokens: https://docs.slack.dev/authentication/tokens. A rotated one begins with xoxe.
  [/\bx(?:oxe\.xox[a-z]|ox[a-z]|app)-[\w.-]+/g, mask],
  // Addresses that are keys themselves: response_urls, webhooks, uploads; and a socket's, whose ticket opens it.
  [/\b(https:\/\/(?:hooks|files)\.slack(?:-gov)?\.com)\/[^\s"'\\]+/g, `$1/${mask}`],
  [/\b(wss?:\/\/[^\s"'\\/?]+)[/?][^\s"'\\]*/g, `$1/${mask}`],
  // A trigger_id, as in docs.slack.dev/interactivity/handling-user-interaction. (A message's ts has two parts.)
  [/\b\d{6,}\.\d+\.[0-9a-f]{16,}\b/g, mask],
  [/\bv0=[0-9a-f]{64}\b/g, `v0=${mask}`],
  [/\b(Bearer|Basic) [\w.~+/=-]{8,}/gi, `$1 ${mask}`],
  // user:password@ in any address; a password that was not encoded may hold @ itself, so up to the last @.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s"'\\/]*@/gi, `$1${mask}@`],
  [/\b((?:password|passwd|token|ticket|secret|signature|trigger_id)=)[^&\s"'\\]+/gi, `$1${mask}`],
  // The values of a failed statement hold what people typed; drizzle writes them behind the statement.
  [/(\\n|\n)params: (?:[^"\\\n]|\\(?!n\s+at ).)*/g, `$1params: ${mask}`],
]

/** What to keep out of lines beside what can be known by its shape. */
export type Known = {
  /** Secrets of ours, such as the signing secret. */
  readonly secrets: readonly string[]
  /** `SLACK_API_URL`: every other address on its host may be a response_url, and so a key. */
  readonly slackApiUrl: string
}

/**
 * Takes tokens, passwords, trigger ids, signatures and addresses that are keys out of a line, whatever brought them in.
 * What a rule cannot know by its shape must be in `known`.
 */
export const maskerFor = ({ secrets, slackApiUrl }: Known): ((line: string) => string) => {
  const told = [...new Set(secrets.flatMap(formsOf))].filter(isTelling)
  const { origin, pathname } = new URL(slackApiUrl)
  const beside = new RegExp(`${escaped(origin)}(?!${escaped(pathname)})/[^\\s"'\\\\]+`, 'g')
  return (line) => {
    const withoutTold = told.reduce((text, secret) => text.replaceAll(secret, mask), line)
    const withoutKeys = withoutTold.replace(beside, `${origin}/${mask}`)
    return shapes.reduce((text, [what, instead]) => text.replace(what, instead), withoutKeys)
  }
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Shorter ones would take ordinary words out of every line; nobody who cares has such a password. */
const isTelling = (secret: string): boolean => secret.length >= 6

/** Every form in which a secret may turn up: as it is, as in an address, as in JSON; of an address, its password. */
const formsOf = (secret: string): readonly string[] => {
  const password = URL.canParse(secret) ? new URL(secret).password : ''
  const plain = [secret, ...(password === '' ? [] : [password, decoded(password)])]
  return [...new Set(plain.flatMap((text) => [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]))]
}

/** A password with a lone % was never encoded. */
const decoded = (text: string): string => (/%(?![0-9a-f]{2})/i.test(text) ? text : decodeURIComponent(text))
