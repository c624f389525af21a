import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Written } from './compose.ts'
import type { Sender } from './sender.ts'

/** Hands a letter to the SMTP server; rejects with what `smtpFailureOf` reads. */
export type Post = {
  send(written: Written, from: Sender['from']): Promise<void>
  /** Connects and logs in, and sends nothing; rejects as `send`. */
  verify(): Promise<void>
  close(): void
}

/** Connections at once: more than a few, and servers begin to refuse them. */
export const connectionsAtOnce = 3

/** In ms. The whole of it is less than half a claim lasts, so that nobody else begins meanwhile. */
const times = { connect: 5_000, greeting: 5_000, silence: 8_000, whole: 13_000 }

/**
 * Connects when there is a letter, and keeps the connection for the next. The server is the setting's, with whatever
 * options stand in its address (https://nodemailer.com/smtp/). Only our own lanes repeat a letter.
 */
export const openPost = (url: string): Post => {
  const transport = createTransport({
    // First, so that what stands in the address wins.
    requireTLS: needsTls(url),
    url,
    pool: true,
    maxConnections: connectionsAtOnce,
    maxRequeues: 0,
    idleTimeout: 20_000,
    connectionTimeout: times.connect,
    greetingTimeout: times.greeting,
    socketTimeout: times.silence,
    // A letter is text: nothing in it may make this process read a file or call an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(written, from) {
      await transport.sendMail({ ...messageOf(written, from), signal: AbortSignal.timeout(times.whole) })
    },
    async verify() {
      await transport.verify()
    },
    close: () => transport.close(),
  }
}

/**
 * Whether an SMTP address must not be spoken to in the open: somebody between us and a server far away could say that it
 * offers no STARTTLS, and would be given the password.
 */
export const needsTls = (url: string): boolean => {
  const { protocol, username, hostname } = new URL(url)
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(hostname)
  return protocol === 'smtp:' && username !== '' && !isHere
}

/** The letter as nodemailer writes it. */
export const messageOf = (written: Written, from: Sender['from']): SendMailOptions => {
  const { to, subject, text, html, messageId, answers, date, boundary, headers } = written
  return {
    from: { name: from.name ?? '', address: from.address },
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId,
    ...(answers !== undefined && { inReplyTo: answers, references: answers }),
    date,
    baseBoundary: boundary,
    // As they are: a long link is not folded.
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { prepared: true, value }])),
    xMailer: false,
  }
}
