import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Failure } from '../app/failure.ts'
import { DatabaseAway, type Log, type People, type Person } from '../app/ports.ts'
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
  enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
  profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).default({}),
})

/**
 * Our workspace, and the Enterprise organisation that it is part of, whose people have one id in all its workspaces
 * (docs.slack.dev/enterprise/developing-for-enterprise-orgs).
 */
export type Home = { readonly id: string; readonly enterprise?: string }

/** The person behind a Slack user, as they stand at home. Who has left stands as a bot does: they may do nothing. */
export const personFrom = (user: z.infer<typeof slackUser>, home: Home): Person => ({
  id: userId(user.id),
  name: user.profile.display_name || user.name || user.id,
  realName: user.real_name ?? user.profile.real_name ?? user.name,
  standing: standingIn(user, home),
  timeZone: isTimeZone(user.tz) ? user.tz : 'UTC',
  language: user.locale === undefined ? undefined : languageFrom(user.locale),
})

const standingIn = (user: z.infer<typeof slackUser>, home: Home): Person['standing'] => {
  if (user.is_bot || user.deleted || user.id === 'USLACKBOT') return 'bot'
  const isOurs = user.team_id === undefined || user.team_id === home.id
  const isColleague = home.enterprise !== undefined && user.enterprise_user?.enterprise_id === home.enterprise
  if (user.is_stranger || !(isOurs || isColleague)) return 'outsider'
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

type Parts = { readonly call: Call; readonly people: People; readonly team: Home; readonly log: Log }

/** Everybody is being read. `ended` when they are, when Slack does not let us, or when told to stop; never rejects. */
export type Learning = { readonly ended: Promise<void>; stop(): Promise<void> }

/**
 * Reads everybody of the workspace, so that hardly any Slack call precedes an acknowledgement. Pages of 200, as Slack
 * advises: 4,000 people are a minute's calls, so only the first page is waited for, and not even that where Slack asks
 * to wait; the rest comes while work goes on, and who is not known yet is asked about singly (`acquainted`). Rejects
 * with the `Failure` of the first page: a start must not go on with a wrong token.
 */
export const learnPeople = async ({ call, people, team, log }: Parts): Promise<Learning> => {
  const stopping = new AbortController()

  const readPage = async (cursor: string): Promise<string> => {
    const args = { limit: 200, include_locale: true, ...(cursor !== '' && { cursor }) }
    const { members, response_metadata: next } = await call('users.list', args, page)
    await people.save(members.map((user) => personFrom(user, team)))
    return next?.next_cursor ?? ''
  }
  const first = await readPage('').catch(waitingFor)

  const readOn = async (): Promise<void> => {
    let cursor = typeof first === 'string' ? first : ''
    let waitMs = typeof first === 'string' ? 0 : first.inMs
    while ((cursor !== '' || waitMs > 0) && !stopping.signal.aborted) {
      try {
        if (waitMs > 0) await pause(waitMs, undefined, { signal: stopping.signal, ref: false })
        waitMs = 0
        cursor = await readPage(cursor)
      } catch (error) {
        if (stopping.signal.aborted) return
        waitMs = waitBefore(error)
      }
    }
  }
  const ended = readOn().catch((error: unknown) => {
    log.error(
      { event: 'people-unread', error: String(error) },
      'Not everybody could be read; each is asked about when they act',
    )
  })
  return {
    ended,
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}

const againMs = 5_000
const heldMs = 60_000

/** How long to wait before the same page is asked for again; throws what does not pass by itself. */
const waitBefore = (error: unknown): number => {
  if (error instanceof DatabaseAway) return againMs
  if (!(error instanceof Failure) || error.how.kind === 'never') throw error
  const { how } = error
  return how.kind === 'wait' ? how.inMs : how.kind === 'held' ? heldMs : againMs
}

const waitingFor = (error: unknown): { readonly inMs: number } => {
  if (error instanceof Failure && error.how.kind === 'wait') return { inMs: error.how.inMs }
  throw error
}
