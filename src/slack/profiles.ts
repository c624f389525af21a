import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Failure } from '../app/failure.ts'
import type { People, Person } from '../app/ports.ts'
import { userId } from '../domain/ids.ts'
import { languageFrom } from '../text/text.ts'
import type { Call } from './call.ts'

/** A user as `users.list`, `team_join` and `user_change` give it; what is missing for strangers is optional. */
export const slackUser = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().default(''),
  deleted: z.boolean().default(false),
  real_name: z.string().optional(),
  tz: z.string().nullish(),
  locale: z.string().optional(),
  is_bot: z.boolean().default(false),
  is_restricted: z.boolean().default(false),
  is_ultra_restricted: z.boolean().default(false),
  is_stranger: z.boolean().default(false),
  profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).default({}),
})

/** The person behind a Slack user of the workspace `team`. Who has left stands as a bot does: they may do nothing. */
export const personFrom = (user: z.infer<typeof slackUser>, team: string): Person => ({
  id: userId(user.id),
  name: user.profile.display_name || user.name || user.id,
  realName: user.real_name ?? user.profile.real_name ?? user.name,
  standing: standingIn(user, team),
  timeZone: isTimeZone(user.tz) ? user.tz : 'UTC',
  language: user.locale === undefined ? undefined : languageFrom(user.locale),
})

const standingIn = (user: z.infer<typeof slackUser>, team: string): Person['standing'] => {
  if (user.is_bot || user.deleted || user.id === 'USLACKBOT') return 'bot'
  if (user.is_stranger || (user.team_id !== undefined && user.team_id !== team)) return 'outsider'
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member'
}

const isTimeZone = (zone: string | null | undefined): zone is string => {
  if (zone === null || zone === undefined) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch (error) {
    // Intl throws RangeError for a zone it does not know: an answer, not a failure.
    if (error instanceof RangeError) return false
    throw error
  }
}

const page = z.object({
  members: z.array(slackUser),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})

/**
 * Reads everybody at start, so that no Slack call ever precedes an acknowledgement. Pages of 200, as Slack advises. When
 * Slack or our pace asks to wait (4,000 people take a minute's calls) it waits: a start must not fail for that.
 */
export const learnPeople = async (call: Call, people: People, team: string): Promise<number> => {
  let cursor = ''
  let count = 0
  do {
    const args = { limit: 200, include_locale: true, ...(cursor !== '' && { cursor }) }
    const { members, response_metadata: next } = await patiently(() => call('users.list', args, page))
    await people.save(members.map((user) => personFrom(user, team)))
    count += members.length
    cursor = next?.next_cursor ?? ''
  } while (cursor !== '')
  return count
}

const patiently = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof Failure) || error.how.kind !== 'wait') throw error
      await pause(error.how.inMs)
    }
  }
}
