import type { IncomingMessage } from 'node:http'
import { DatabaseAway } from '../app/ports.ts'
import type { Subscribing } from '../app/subscribers.ts'
import { emailAddress } from '../domain/email-address.ts'
import type { Place } from './links.ts'
import { nothingHere } from './pages.ts'
import type { Reader } from './page.ts'
import { addressField, buttonPage, type Outcome, outcomePage, wrongAddressPage } from './subscribe-pages.ts'

/** A status, a page, and headers of its own. */
export type FormAnswer = readonly [status: number, html: string, headers?: Readonly<Record<string, string>>]

/** Answers a form, or the page with the button that sends it. */
export type AnswerForm = (
  place: Place,
  request: IncomingMessage,
  reader: Reader,
  mayAsk: boolean,
  subscribing: Subscribing | undefined,
) => Promise<FormAnswer>

/** An address and a word; RFC 8058's body is shorter still. In bytes. */
const longestBody = 4_096

/** As many may leave at the same time; nobody is refused that for asking too often, and the database has other work. */
const leavingAtOnce = 4

/** As `keysFrom` makes them: 256 bits in base64url. Anything else is no key, and no question to the database. */
const isKey = (text: string): boolean => /^[\w-]{43}$/.test(text)

/**
 * What somebody sends, and the buttons that letters lead to. All of it may come twice. Forged in somebody's name it does
 * nothing that they could not undo: an address must be confirmed, and who has a letter's link has the letter. `mayAsk`:
 * this client has not asked too often. Letters stay where they were taken, so the way out of them is open even while
 * e-mail is off.
 */
export const formAnswers = (): AnswerForm => {
  let leaving = 0
  const leave = async (key: string, reader: Reader, subscribing: Subscribing): Promise<FormAnswer> => {
    if (leaving >= leavingAtOnce) return [503, outcomePage('away', reader), { 'retry-after': '5' }]
    leaving += 1
    try {
      await subscribing.leave(key)
      return told(200, 'left', reader)
    } finally {
      leaving -= 1
    }
  }
  return (...asked) => answerForm(leave, ...asked)
}

type Leave = (key: string, reader: Reader, subscribing: Subscribing) => Promise<FormAnswer>

const answerForm = async (
  leave: Leave,
  ...[place, request, reader, mayAsk, subscribing]: Parameters<AnswerForm>
): Promise<FormAnswer> => {
  if (!reader.site.byEmail && place.at !== 'unsubscribe') return [404, nothingHere(reader)]
  if (request.method !== 'POST') {
    return place.at === 'confirm' || place.at === 'unsubscribe'
      ? [200, buttonPage(place.at, place.key, reader)]
      : [404, nothingHere(reader)]
  }
  const body = await bodyOf(request)
  if (body === undefined) return [413, nothingHere(reader)]
  // One click on a letter's unsubscribe is never refused: whoever is kept from it calls the letters spam.
  if (!mayAsk && place.at !== 'unsubscribe') return told(429, 'busy', reader)
  if (subscribing === undefined) return told(503, 'away', reader)
  try {
    return await carryOut(place, body, reader, subscribing, leave)
  } catch (error) {
    if (error instanceof DatabaseAway) return told(503, 'away', reader)
    throw error
  }
}

const carryOut = async (
  place: Place,
  body: string,
  reader: Reader,
  subscribing: Subscribing,
  leave: Leave,
): Promise<FormAnswer> => {
  switch (place.at) {
    case 'subscribe': {
      const typed = new URLSearchParams(body).get(addressField) ?? ''
      const address = emailAddress(typed)
      if (address === undefined) return [422, wrongAddressPage(typed.slice(0, 254), reader)]
      await subscribing.ask(address, reader.language)
      return told(202, 'asked', reader)
    }
    case 'confirm':
      return isKey(place.key) && (await subscribing.confirm(place.key))
        ? told(200, 'confirmed', reader)
        : told(410, 'link-over', reader)
    case 'unsubscribe':
      return isKey(place.key) ? leave(place.key, reader, subscribing) : told(200, 'left', reader)
    case 'front':
    case 'incident':
    case 'history':
    case 'feed':
      return [404, nothingHere(reader)]
  }
}

const told = (status: number, outcome: Outcome, reader: Reader): FormAnswer => [status, outcomePage(outcome, reader)]

/** Undefined where it is too long; what still comes is not read. */
const bodyOf = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = []
  let length = 0
  // Left open when it is cut short, so that the answer can still be sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    // Without an encoding set, a request gives Buffers.
    const bytes = chunk as Buffer
    length += bytes.length
    if (length > longestBody) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}
