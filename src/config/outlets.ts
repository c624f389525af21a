import { z } from 'zod'
import { emailAddress } from '../domain/email-address.ts'
import type { Secret } from '../secret.ts'
import { port, quoted, secret } from './shapes.ts'

/** The ways out of the house beside Slack: the status page and e-mail. */
export type OutletConfig = {
  /** Where the world finds the status page; ends in a slash. */
  readonly publicUrl: string | undefined
  readonly statusPage: { readonly port: number; readonly zone: string } | undefined
  /** Who speaks to customers. */
  readonly name: string | undefined
  readonly email: EmailConfig | undefined
  /** Why e-mail is off although it was set up. */
  readonly emailOff: string | undefined
}

/** How letters are sent. */
export type EmailConfig = {
  readonly smtpUrl: Secret
  readonly from: { readonly name: string | undefined; readonly address: string }
  /** Colleagues may have the internal word sent to addresses of these domains, in lower case. */
  readonly internalDomains: readonly string[]
}

const publicAddress = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url?.search === '' && url.hash === '' && url.username === ''
  if (url !== undefined && isPlain && /^https?:$/.test(url.protocol)) return url.href.replace(/\/*$/, '/')
  context.addIssue(`${quoted(text)} is no address of a page: use one such as https://status.example.com/`)
  return z.NEVER
})

const zone = z.string().refine(isTimeZone, {
  error: (issue) => `${quoted(issue.input)} is no time zone: use a name such as Europe/Berlin or Asia/Jerusalem`,
})

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch (error) {
    // Intl throws RangeError for a zone that it does not know: an answer, not a failure.
    if (error instanceof RangeError) return false
    throw error
  }
}

const sender = z.string().transform((text, context) => {
  const [, name = '', inside] = /^([^<>"\p{Cc}]{0,100})<([^<>]+)>$/u.exec(text) ?? []
  const address = emailAddress(inside ?? text)
  if (address !== undefined) return { name: name.trim() === '' ? undefined : name.trim(), address }
  context.addIssue(`${quoted(text)} is no sender: use status@example.com or Example Status <status@example.com>`)
  return z.NEVER
})

const domains = z.string().transform((text, context) => {
  const all = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((one) => one !== '')
  const wrong = all.find((one) => emailAddress(`somebody@${one}`) === undefined)
  if (wrong === undefined) return all
  context.addIssue(`${quoted(wrong)} is no domain: use a list such as example.com,example.org`)
  return z.NEVER
})

/** Their shapes, for the whole of the settings. */
export const outletSettings = {
  PUBLIC_URL: publicAddress.optional(),
  STATUS_PORT: port.optional(),
  STATUS_NAME: z.string().max(100).optional(),
  STATUS_TIME_ZONE: zone.default('UTC'),
  SMTP_URL: secret(
    (text) => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== '',
    'this is no SMTP address: use smtps://user:password@host:465, smtp://host:587, or unset it',
  ).optional(),
  EMAIL_FROM: sender.optional(),
  INTERNAL_EMAIL_DOMAINS: domains.default([]),
}

type Given = z.output<z.ZodObject<typeof outletSettings>>

/** The same as it is used. */
export const outletsOf = (given: Given): OutletConfig => {
  const { PUBLIC_URL: publicUrl, STATUS_PORT: statusPort, SMTP_URL: smtpUrl, EMAIL_FROM: from } = given
  const missing = [
    ...(publicUrl === undefined ? ['PUBLIC_URL'] : []),
    ...(statusPort === undefined ? ['STATUS_PORT'] : []),
  ]
  const isSetUp = smtpUrl !== undefined && from !== undefined
  return {
    publicUrl,
    statusPage: statusPort === undefined ? undefined : { port: statusPort, zone: given.STATUS_TIME_ZONE },
    name: given.STATUS_NAME ?? (publicUrl === undefined ? undefined : new URL(publicUrl).hostname),
    email:
      isSetUp && missing.length === 0 ? { smtpUrl, from, internalDomains: given.INTERNAL_EMAIL_DOMAINS } : undefined,
    emailOff:
      isSetUp && missing.length > 0
        ? `E-mail is off: its letters lead to the status page. Set ${missing.join(' and ')}`
        : undefined,
  }
}

/** What is wrong between these settings and the others, each right by itself. */
export const outletMismatches = (given: Readonly<Record<string, string | undefined>>): string[] => {
  const { STATUS_PORT: status, SMTP_URL: smtp, EMAIL_FROM: from } = given
  const taken = { PORT: given['PORT'] ?? '3000', METRICS_PORT: given['METRICS_PORT'] }
  const same = Object.entries(taken).find(([, other]) => status !== undefined && status !== '0' && other === status)
  return [
    ...(same === undefined ? [] : [`STATUS_PORT: ${status} is ${same[0]} too: use another, or unset it`]),
    ...(smtp !== undefined && from === undefined
      ? ['EMAIL_FROM: it is missing beside SMTP_URL: use status@example.com or Example Status <status@example.com>']
      : []),
    ...(smtp === undefined && from !== undefined
      ? ['SMTP_URL: it is missing beside EMAIL_FROM: use smtps://user:password@host:465']
      : []),
  ]
}
