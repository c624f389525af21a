import { z } from 'zod'
import { type Language, languages } from '../text/text.ts'
import { type WebhookTarget, webhookTargets } from '../webhook/targets.ts'

/** How customers are reached, and in which languages they read. */
export type CustomersConfig = {
  /** At least one; the first that a form asks for first. */
  readonly languages: readonly Language[]
  /** Slack channels that get public updates: names without `#`, or ids. */
  readonly channels: readonly string[]
  readonly webhooks: readonly WebhookTarget[]
}

const parts = (text: string): readonly string[] => text.split(/[,\s]+/).filter((part) => part !== '')

const languageList = z.string().transform((text, context): readonly Language[] => {
  const known = parts(text).map((part) => languages.find((language) => language === part.toLowerCase()))
  const all = known.flatMap((language) => (language === undefined ? [] : [language]))
  if (all.length > 0 && all.length === known.length) return [...new Set(all)]
  context.addIssue(
    `${JSON.stringify(text.slice(0, 60))} names no languages: use some of ${languages.join(', ')}, such as en,he`,
  )
  return z.NEVER
})

const channelList = (channel: z.ZodType<string>) =>
  z.string().transform((text, context): readonly string[] => {
    const read = parts(text).map((part) => channel.safeParse(part))
    const wrong = read.flatMap((one) => (one.success ? [] : one.error.issues.map(({ message }) => message)))
    for (const message of wrong) context.addIssue(message)
    return wrong.length > 0 ? z.NEVER : [...new Set(read.flatMap((one) => (one.success ? [one.data] : [])))]
  })

/** The settings by their names. `channel`: how one channel is written. */
export const customerSettings = (channel: z.ZodType<string>) => ({
  CUSTOMER_LANGUAGES: languageList.optional(),
  CUSTOMER_CHANNELS: channelList(channel).default([]),
  WEBHOOKS: webhookTargets.default([]),
})

type Given = {
  readonly CUSTOMER_LANGUAGES?: readonly Language[] | undefined
  readonly CUSTOMER_CHANNELS: readonly string[]
  readonly WEBHOOKS: readonly WebhookTarget[]
}

/** The same in the shape that is used; customers read the workspace's language unless others are named. */
export const customersOf = (given: Given, defaultLanguage: Language): CustomersConfig => ({
  languages: given.CUSTOMER_LANGUAGES ?? [defaultLanguage],
  channels: given.CUSTOMER_CHANNELS,
  webhooks: given.WEBHOOKS,
})
