import { connect as connectPlain, createServer, isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { z } from 'zod'
import type { Config } from '../../src/config.ts'
import { openPost } from '../../src/email/post.ts'
import { smtpFailureOf } from '../../src/email/smtp-failure.ts'
import type { WebhookTarget } from '../../src/webhook/targets.ts'
import type { Line } from './line.ts'

/** Longer is as good as never, for somebody at a terminal; in ms. */
const patienceMs = 5_000

/**
 * Looks at every way out beside Slack that is set up: the status page where it listens and where the world finds it, the
 * SMTP server up to the login, each webhook's receiver up to the connection. Nothing is sent to anybody.
 */
export const outletLines = async (config: Config): Promise<readonly Line[]> => {
  const [page, email, ...hooks] = await Promise.all([
    pageLines(config),
    emailLines(config),
    ...config.customers.webhooks.map(webhookLine),
  ])
  return [...page, ...email, ...hooks]
}

const pageLines = async ({ outlets: { statusPage, publicUrl } }: Config): Promise<readonly Line[]> => {
  if (statusPage === undefined) return []
  const { port } = statusPage
  const there = await statusAt(`http://127.0.0.1:${port}/`)
  const here = there === 'ours' ? ok('status page', `it answers on port ${port}`) : await portLine(port)
  if (publicUrl === undefined) {
    const says = 'it is not set: e-mail is off, and links in feeds lead to this machine'
    return [here, { level: 'look', name: 'PUBLIC_URL', says, cure: 'Set it to where readers find the status page.' }]
  }
  // Nothing could answer there.
  return there === 'ours' ? [here, worldLine(publicUrl, await statusAt(publicUrl))] : [here]
}

const status = z.object({ url: z.string(), state: z.enum(['quiet', 'trouble']), incidents: z.array(z.unknown()) })

const another = 'another program answers there'

/** What stands at an address: a status page of Stanch's, or why it is none. */
const statusAt = async (root: string): Promise<'ours' | (string & {})> => {
  try {
    const answer = await fetch(`${root}status.json`, { signal: AbortSignal.timeout(patienceMs) })
    const isOurs = answer.headers.get('content-security-policy')?.includes("style-src 'sha256-") === true
    // It knows nothing yet, or has been asked too often: it is there.
    if (answer.status === 503 && isOurs) return 'ours'
    if (!answer.ok) return `it answers ${answer.status}`
    return status.safeParse(JSON.parse(await answer.text())).success ? 'ours' : another
  } catch (error) {
    if (error instanceof SyntaxError) return another
    return codeIn(error)
  }
}

const worldLine = (publicUrl: string, found: string): Line =>
  found === 'ours'
    ? ok('PUBLIC_URL', `the status page is found at ${publicUrl}`)
    : {
        level: 'look',
        name: 'PUBLIC_URL',
        says: `the status page is not found at ${publicUrl} from here (${found})`,
        cure: 'Lead that address to STATUS_PORT: its name in DNS, the proxy, its certificate (docs/status-page.md).',
      }

/** Nobody answers: whether Stanch could. */
const portLine = async (port: number): Promise<Line> => {
  const why = await whyNotListen(port)
  if (why === undefined) return ok('status page', `port ${port} is free; npm start listens there`)
  const cure =
    why === 'EACCES'
      ? 'This user may not listen there: set STATUS_PORT to 1024 or more, and lead the proxy there.'
      : 'Another program listens there: set STATUS_PORT to another, or stop that program.'
  return { level: 'broken', name: 'status page', says: `Stanch cannot listen on port ${port} (${why})`, cure }
}

const whyNotListen = (port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(codeIn(error)))
    server.listen(port, () => server.close(() => resolve(undefined)))
  })

const emailLines = async ({ outlets: { email, emailOff } }: Config): Promise<readonly Line[]> => {
  const name = 'e-mail'
  if (email === undefined) {
    return emailOff === undefined
      ? []
      : [{ level: 'look', name, says: emailOff, cure: 'docs/status-page.md says why.' }]
  }
  const post = openPost(email.smtpUrl.reveal())
  try {
    await post.verify()
    return [ok(name, 'the SMTP server takes the connection and the login')]
  } catch (error) {
    const { error: why } = smtpFailureOf(error)
    return [{ level: 'broken', name, says: `the SMTP server takes no letters (${why})`, cure: smtpCure(error) }]
  } finally {
    post.close()
  }
}

const smtpCodes = z.object({ code: z.string().optional(), responseCode: z.number().optional() })

/** Codes: https://nodemailer.com/smtp/ and RFC 4954. */
const smtpCure = (error: unknown): string => {
  const { code = '', responseCode } = smtpCodes.safeParse(error).data ?? {}
  if (code === 'EAUTH' || responseCode === 535) {
    return 'The user or the password in SMTP_URL: signs such as @ and / in them are written %40 and %2F.'
  }
  if (code === 'ETLS' || responseCode === 454) {
    return 'It offers no STARTTLS there: smtps://…:465, or another port. ?requireTLS=false sends the password in the open.'
  }
  if (code === 'EDNS' || code === 'ENOTFOUND') return 'There is no host of that name: check SMTP_URL.'
  return 'Check the host and the port in SMTP_URL, its certificate, and whether this machine may reach it (many block 25).'
}

const webhookLine = async ({ id, url }: WebhookTarget): Promise<Line> => {
  const name = `webhook ${id}`
  const { protocol, hostname, port } = new URL(url.reveal())
  const isTls = protocol === 'https:'
  const why = await whyNotReached(
    hostname.replaceAll(/[[\]]/g, ''),
    Number(port === '' ? (isTls ? 443 : 80) : port),
    isTls,
  )
  if (why === undefined) return ok(name, `its receiver is reached${isTls ? ', and its certificate is trusted' : ''}`)
  const cure = `Check its address in WEBHOOKS, and whether this machine may reach it. What is not taken is tried for five minutes.`
  return { level: 'look', name, says: `its receiver cannot be reached (${why})`, cure }
}

/** Connects and says nothing. */
const whyNotReached = (host: string, port: number, isTls: boolean): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = isTls
      ? connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }) }, () => done(undefined))
      : connectPlain({ host, port }, () => done(undefined))
    const done = (why: string | undefined): void => {
      socket.destroy()
      resolve(why)
    }
    socket.setTimeout(patienceMs, () => done('timeout'))
    socket.once('error', (error) => done(codeIn(error)))
  })

const coded = z.object({ code: z.string() })

/** The system's own code, which `fetch` puts into the cause. */
const codeIn = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined
  const read = [error, cause].map((one) => coded.safeParse(one)).find(({ success }) => success)
  return read?.data?.code ?? (error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'no answer')
}

const ok = (name: string, says: string): Line => ({ level: 'ok', name, says })
