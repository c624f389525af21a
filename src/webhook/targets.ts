import { z } from 'zod'
import { Secret } from '../secret.ts'

/** A receiver that a team has set up, under a name of its own. Its address may hold a token, so that is secret too. */
export type WebhookTarget = { readonly id: string; readonly url: Secret; readonly secret: Secret }

/** Of the same strength as what `openssl rand -hex 16` makes. */
const shortestSecret = 16
const mostTargets = 20

/**
 * `WEBHOOKS`: a receiver a line (or parted by `;`), each `name address secret`. All mistakes are told at once, by the
 * number of the line: neither an address nor a secret is repeated.
 */
export const webhookTargets = z.string().transform((text, context): readonly WebhookTarget[] => {
  const lines = text.split(/[\n;]/).map((line) => line.trim())
  const read = lines.flatMap((line, index) => (line === '' || line.startsWith('#') ? [] : [targetIn(line, index + 1)]))
  const targets = read.flatMap((one) => ('id' in one ? [one] : []))
  const mistakes = read.flatMap((one) => ('mistake' in one ? [one.mistake] : []))
  const ids = targets.map(({ id }) => id)
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
    mistakes.push(`${id} is named twice: give each receiver a name of its own`)
  }
  if (read.length > mostTargets) mistakes.push(`${read.length} receivers are too many: name at most ${mostTargets}`)
  for (const mistake of mistakes) context.addIssue(mistake)
  return mistakes.length > 0 ? z.NEVER : targets
})

const targetIn = (line: string, nth: number): WebhookTarget | { readonly mistake: string } => {
  const [id = '', url = '', secret = '', ...more] = line.split(/\s+/)
  const wrong = (what: string) => ({ mistake: `receiver ${nth} ${what}` })
  if (secret === '' || more.length > 0) return wrong('is not a name, an address and a secret: crm https://… 5f2a…')
  if (!/^[a-z0-9][a-z0-9-]{0,30}$/.test(id)) return wrong('has no fitting name: use lower case, digits and hyphens')
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (address === undefined || !/^https?:$/.test(address.protocol)) {
    return wrong('has no web address: use one that begins with https://')
  }
  if (address.username !== '' || address.password !== '') return wrong('has a password in its address: leave it out')
  if (secret.length < shortestSecret) {
    return wrong(`has a short secret: use at least ${shortestSecret} characters, such as openssl rand -hex 32 makes`)
  }
  return { id, url: new Secret(address.href), secret: new Secret(secret) }
}
