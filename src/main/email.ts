import type { Database } from '../../db/database.ts'
import { publicAddress } from '../../db/public-address.ts'
import type { Outlet } from '../app/destinations.ts'
import type { Door } from '../app/handle.ts'
import type { Loop } from '../app/loop.ts'
import type { Clock, Log, Reads } from '../app/ports.ts'
import type { Config } from '../config.ts'
import type { Sender } from '../email/sender.ts'
import { startCountingLate } from '../email/count-late.ts'
import { type Fate, startLetters } from '../email/deliver-letters.ts'
import { keysFrom } from '../email/letter-keys.ts'
import { emailOutlet } from '../email/outlet.ts'
import { openPost } from '../email/post.ts'
import { startTellingColleagues } from '../email/tell-colleagues.ts'
import type { Language } from '../text/text.ts'
import { pathOf, type Place } from '../status-page/links.ts'

/** E-mail, on or off. */
export type Email = {
  readonly outlets: readonly Outlet[]
  /** Stopped in this order. */
  readonly loops: readonly Loop[]
  /** Counts again, once there is a door to the record, whom letters reach late. */
  countLate(door: Door): readonly Loop[]
  /** Why no letter goes although e-mail was set up, for the one on duty. */
  why(): string | undefined
}

type Parts = {
  readonly config: Config
  readonly database: Pick<Database, 'letters'>
  readonly reads: Reads
  readonly clock: Clock
  /** The `acme` of acme.slack.com. */
  readonly team: { readonly domain: string }
  readonly onFate: (fate: Fate) => void
  readonly log: Log
}

/** None. */
export const noEmail: Email = { outlets: [], loops: [], countLate: () => [], why: () => undefined }

/** Starts it if it is set up; where only a part of it is, the log says what is missing. */
export const startEmail = (parts: Parts): Email => {
  const { config, reads, clock, team, onFate, log } = parts
  const { letters } = parts.database
  const { email, emailOff, publicUrl, name, statusPage } = config.outlets
  if (emailOff !== undefined) log.warn({ event: 'email-off' }, emailOff)
  if (email === undefined || publicUrl === undefined) return { ...noEmail, why: () => emailOff }
  const at = (place: Place, language: Language): string => `${publicUrl}${pathOf(place, language)}`
  const sender: Sender = {
    from: email.from,
    name: email.from.name ?? name ?? new URL(publicUrl).hostname,
    zone: statusPage?.zone ?? 'UTC',
    defaultLanguage: config.defaultLanguage,
    links: {
      incident: (address, language) => at({ at: 'incident', address }, language),
      confirm: (key, language) => at({ at: 'confirm', key }, language),
      leave: (key, language) => at({ at: 'unsubscribe', key }, language),
      channel: (channel) => `https://${team.domain}.slack.com/archives/${channel}`,
    },
  }
  const { slack } = config
  const smtpUrl = email.smtpUrl.reveal()
  const keyFor = keysFrom(smtpUrl, slack.mode === 'local' ? '' : slack.botToken.reveal())
  const delivery = startLetters({ letters, post: openPost(smtpUrl), sender, keyFor, onFate, log })
  const colleagues = startTellingColleagues({ letters, reads, onMailed: delivery.nudge, log })
  return {
    outlets: [emailOutlet(letters, delivery, publicAddress)],
    loops: [colleagues, delivery],
    countLate: (door) => [startCountingLate({ letters, reads, door, clock, log })],
    why: () => {
      const why = delivery.why()
      return why === undefined ? undefined : `The SMTP server takes no letters: ${why}`
    },
  }
}
