import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Clock, Log } from '../app/ports.ts'
import type { Subscribing } from '../app/subscribers.ts'
import { formAnswers } from './forms.ts'
import { clientOf } from './client.ts'
import { type Known } from './known.ts'
import { pathOf, type Place, type Route, routeOf } from './links.ts'
import { type Language, languages } from '../text/text.ts'
import { nothingHere, nothingKnown } from './pages.ts'
import { readerOf, type Reader, type Site } from './page.ts'
import { languageAsked } from './reader-language.ts'
import { hasIt, type Sheet, sheetsOf } from './sheets.ts'
import { contentSecurityPolicy } from './style.ts'
import { throttle } from './throttle.ts'

/** What the status page needs of the house. */
export type StatusPageParts = {
  readonly port: number
  readonly site: Site
  readonly known: Known
  readonly clock: () => Clock
  /** Undefined while the database has not been reached yet; asked only where there is e-mail. */
  readonly subscribing: () => Subscribing | undefined
  /** Each answer, by its status. */
  readonly onAnswer: (status: number) => void
  readonly log: Log
}

/** Anything longer is no address of ours. */
const longestPath = 1_024

/** Page views of a whole office behind one address; feeds, which programs ask for; and forms. */
const rates = {
  page: { burst: 100, perSecond: 10 },
  feed: { burst: 20, perSecond: 0.5 },
  form: { burst: 10, perSecond: 0.1 },
}

/** Short, for whoever reads it must not wait long for news; an old one is better than none. */
const caching = 'public, max-age=10, stale-if-error=86400'

/** Listens; rejects if the port is taken. Nothing that is asked here waits for the database, but the forms. */
export const serveStatusPage = async (parts: StatusPageParts): Promise<Server> => {
  const server = createServer(
    // A reader who sends or takes a byte a minute keeps nobody waiting, and no connection for long.
    {
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 8_192,
    },
    answering(parts),
  )
  server.maxConnections = 2_000
  server.setTimeout(20_000)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(parts.port, resolve)
  })
  return server
}

const steady = (): number => performance.now()

const answering = (parts: StatusPageParts) => {
  const { site, clock, known, log, onAnswer } = parts
  const answerForm = formAnswers()
  const sheets = sheetsOf(known, clock, site)
  const throttles = {
    page: throttle(rates.page, steady),
    feed: throttle(rates.feed, steady),
    form: throttle(rates.form, steady),
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const wait = (kind: keyof typeof rates): number => throttles[kind](clientOf(request))
    const isTooOften = (kind: 'page' | 'feed'): boolean => {
      const seconds = wait(kind)
      const words = 'Ask less often, or with If-None-Match.'
      if (seconds > 0) tell(response, 429, words, { 'retry-after': String(seconds) })
      return seconds > 0
    }
    const path = pathIn(request.url ?? '', site.base)
    if (path === undefined) return tell(response, 414, 'This address is too long.')
    if (languages.some((one) => one === path)) return redirect(response, 308, `${site.base}${path}/`)
    const route = routeOf(path)
    const reader = readerFor(route, request, site)
    if (route === undefined) return isTooOften('page') ? undefined : page(response, 404, nothingHere(reader))
    const allowed = methodsOf(route.place, site)
    if (!allowed.includes(request.method ?? '')) {
      return tell(response, 405, `Use ${allowed.join(' or ')}.`, { allow: allowed.join(', ') })
    }
    if (request.method === 'POST') {
      return page(
        response,
        ...(await answerForm(route.place, request, reader, wait('form') === 0, parts.subscribing())),
      )
    }
    if (route.choose && route.language !== undefined) {
      return redirect(
        response,
        303,
        `${site.base}${pathOf(route.place, route.language)}`,
        cookieFor(route.language, site),
      )
    }
    if (route.place.at === 'confirm' || route.place.at === 'unsubscribe') {
      if (isTooOften('page')) return
      return page(response, ...(await answerForm(route.place, request, reader, true, parts.subscribing())))
    }
    const kind = route.place.at === 'feed' ? 'feed' : 'page'
    // Who has it already is answered for nothing, so only then is it drawn before it is counted.
    const mayHaveIt = ['if-none-match', 'if-modified-since'].some((name) => name in request.headers)
    if (!mayHaveIt && isTooOften(kind)) return
    const sheet = sheets({ place: route.place, language: reader.language, keeps: reader.keeps })
    const isKnown = sheet !== 'unknown' && sheet !== undefined
    if (isKnown && hasIt(sheet, request.headers)) return void response.writeHead(304, sheetHeaders(sheet, route)).end()
    if (mayHaveIt && isTooOften(kind)) return
    if (sheet === 'unknown') return page(response, 503, nothingKnown(reader), { 'retry-after': '5' })
    if (sheet === undefined) return page(response, 404, nothingHere(reader))
    send(sheet, sheetHeaders(sheet, route), request, response)
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    response.once('close', () => onAnswer(response.statusCode))
    void answer(request, response).catch((error: unknown) => {
      // Whoever asked has gone in the middle of it: there is nobody to answer, and no fault of ours.
      if (error === request.errored) return void response.destroy()
      log.error({ event: 'status-page-fault', error: String(error) }, 'A fault of ours')
      if (response.headersSent) response.destroy()
      else tell(response, 500, 'This page has a fault; it is in the log.')
    })
  }
}

/** Below the root, without its slash: a proxy may have taken the root off or not. Undefined where it is too long. */
const pathIn = (url: string, base: string): string | undefined => {
  if (url.length > longestPath) return undefined
  const [path = ''] = url.split(/[?#]/)
  return path.startsWith(base) ? path.slice(base.length) : path.replace(/^\//, '')
}

const methodsOf = ({ at }: Place, { byEmail }: Site): readonly string[] =>
  at === 'confirm' || at === 'unsubscribe' || (at === 'subscribe' && byEmail)
    ? ['GET', 'HEAD', 'POST']
    : ['GET', 'HEAD']

const cookieName = 'language'

const cookieFor = (language: Language, { base }: Site) => ({
  'set-cookie': `${cookieName}=${language}; Path=${base}; Max-Age=31536000; SameSite=Lax; HttpOnly`,
})

const chosenBefore = ({ headers }: IncomingMessage): Language | undefined => {
  const [, chosen] = /(?:^|;\s*)language=(\w+)/.exec(headers.cookie ?? '') ?? []
  return languages.find((one) => one === chosen)
}

const readerFor = (route: Route | undefined, request: IncomingMessage, site: Site): Reader => {
  const language =
    route?.language ?? chosenBefore(request) ?? languageAsked(request.headers['accept-language'], site.defaultLanguage)
  return readerOf(language, route?.language !== undefined, site)
}

const sheetHeaders = ({ type, etag, changedAt }: Sheet, { language, place }: Route) => ({
  'content-type': type,
  etag,
  ...(changedAt > 0 && { 'last-modified': new Date(changedAt).toUTCString() }),
  'cache-control': caching,
  vary: language === undefined ? 'Accept-Encoding, Accept-Language, Cookie' : 'Accept-Encoding',
  // What everybody may read, a page of somebody else's may show.
  ...(place.at === 'feed' && { 'access-control-allow-origin': '*' }),
  ...safety,
})

const safety = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
}

const send = (sheet: Sheet, headers: object, request: IncomingMessage, response: ServerResponse): void => {
  const gzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(String(request.headers['accept-encoding'] ?? ''))
  const body = gzip ? sheet.gzipped : sheet.body
  response.writeHead(200, { ...headers, 'content-length': body.length, ...(gzip && { 'content-encoding': 'gzip' }) })
  response.end(request.method === 'HEAD' ? undefined : body)
}

type Headers = Readonly<Record<string, string>>

/** A page for one reader alone, at this moment alone. */
const page = (response: ServerResponse, status: number, html: string, more: Headers = {}): void => {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    ...safety,
    ...more,
  })
  response.end(response.req.method === 'HEAD' ? undefined : html)
}

/** For programs that do what no reader does. */
const tell = (response: ServerResponse, status: number, words: string, more: Headers = {}): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...more })
  response.end(response.req.method === 'HEAD' ? undefined : `${words}\n`)
}

const redirect = (response: ServerResponse, status: number, to: string, more: Headers = {}): void => {
  response.writeHead(status, { location: to, 'cache-control': 'no-store', ...more })
  response.end()
}
