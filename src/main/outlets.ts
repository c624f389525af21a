import { z } from 'zod'
import type { Database } from '../../db/database.ts'
import type { Destinations } from '../app/destinations.ts'
import { Failure } from '../app/failure.ts'
import type { Door } from '../app/handle.ts'
import type { Loop } from '../app/loop.ts'
import type { Meter } from '../app/measure.ts'
import type { Clock, Log, Reads } from '../app/ports.ts'
import type { Config } from '../config.ts'
import type { Call } from '../slack/call.ts'
import type { LettersInside } from '../slack/handlers/letters-inside.ts'
import { destinationsOf, servedByAnother } from './destinations.ts'
import { noEmail, startEmail } from './email.ts'
import type { StatusPage } from './status-page.ts'

type Parts = {
  readonly config: Config
  readonly page: StatusPage | undefined
  /** As `Settings.beside`. */
  readonly beside: true | undefined
  readonly database: Database
  readonly reads: Reads
  readonly call: Call
  readonly team: { readonly domain: string }
  readonly clock: Clock
  readonly meter: Meter
  readonly log: Log
}

/** Every way out of the house beside Slack. */
export type Outlets = {
  readonly destinations: Destinations
  readonly loops: readonly Loop[]
  readonly stop: () => Promise<unknown>
  /** As `Email.countLate`. */
  readonly countLate: (door: Door) => readonly Loop[]
  /** Why no letter goes, where e-mail was set up; `isOn`: it was. */
  readonly email: { readonly isOn: boolean; why(): string | undefined }
  readonly lettersInside: LettersInside | undefined
}

/** Starts what is set up. */
export const startOutlets = (parts: Parts): Outlets => {
  const { config, page, beside, database, call, clock, meter } = parts
  const shown = page?.follow(database, clock)
  const email = beside ? noEmail : startEmail({ ...parts, onFate: (fate) => meter({ what: 'letter', fate }) })
  const loops = [...(shown === undefined ? [] : [shown.loop]), ...email.loops]
  const { email: settings, emailOff } = config.outlets
  return {
    destinations: [
      ...destinationsOf(config, clock),
      ...(shown === undefined ? [] : [shown.outlet]),
      ...email.outlets,
      ...(beside ? servedByAnother(config) : []),
    ],
    loops,
    stop: () => Promise.all(loops.map((loop) => loop.stop())),
    countLate: email.countLate,
    email: { isOn: settings !== undefined || emailOff !== undefined, why: email.why },
    lettersInside: settings && {
      subscribers: database.subscribers,
      domains: settings.internalDomains,
      profileAddress: (user) => profileAddress(call, user),
    },
  }
}

const info = z.object({ user: z.object({ profile: z.object({ email: z.string().optional() }).optional() }) })

/** The address in somebody's profile; undefined where Slack does not say it, or not in time. */
const profileAddress = async (call: Call, user: string): Promise<string | undefined> => {
  try {
    return (await call('users.info', { user }, info)).user.profile?.email
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}
