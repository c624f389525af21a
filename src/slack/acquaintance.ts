import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Failure } from '../app/failure.ts'
import type { Log, People, Person } from '../app/ports.ts'
import type { UserId } from '../domain/ids.ts'
import type { Call } from './call.ts'
import { type Home, personFrom, slackUser } from './profiles.ts'

type Parts = { readonly call: Call; readonly people: People; readonly team: Home; readonly log: Log }

const answer = z.object({ user: slackUser })

/** A person waits three seconds for everything; what Slack has not said by then is kept for the next time. */
const patienceMs = 1_000
/** Slack knows nobody of that id, or does not show them: not asked again for so long, and of so many. */
const strangerForMs = 600_000
const strangersAtMost = 1_000

/**
 * People, and who is not known is asked about: at the first start of a large workspace, while everybody is being read,
 * and people of other organisations, whom `users.list` leaves out. That is the one Slack call that may precede an
 * acknowledgement, once for each person; when it fails they are nobody that we know, as they were.
 */
export const acquainted = ({ call, people, team, log }: Parts): People => {
  const asking = new Map<UserId, Promise<Person | undefined>>()
  const strangers = new Map<UserId, number>()

  const ask = async (user: UserId): Promise<Person | undefined> => {
    try {
      const found = await call('users.info', { user, include_locale: true }, answer)
      await people.save([personFrom(found.user, team)])
      return await people.find(user)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      if (error.how.kind !== 'never') return undefined
      if (strangers.size >= strangersAtMost) strangers.clear()
      strangers.set(user, performance.now() + strangerForMs)
      log.info({ event: 'person-unknown', user, error: error.code }, 'Slack does not say who this is')
      return undefined
    }
  }

  const askOnce = (user: UserId): Promise<Person | undefined> => {
    const asked = asking.get(user) ?? ask(user).finally(() => asking.delete(user))
    asking.set(user, asked)
    return Promise.race([asked, pause(patienceMs, undefined, { ref: false })])
  }

  return {
    ...people,
    find: async (user) => {
      const known = await people.find(user)
      if (known !== undefined || !isUser(user) || (strangers.get(user) ?? 0) > performance.now()) return known
      return askOnce(user)
    },
  }
}

/** Ids of people begin with U or W; others may stand in a text that somebody typed. */
const isUser = (id: string): boolean => /^[UW][A-Z0-9]+$/.test(id)
