import { z } from 'zod'
import { Failure } from '../app/failure.ts'
import { DatabaseAway, type Inbox, type Outbox } from '../app/ports.ts'
import type { Restores } from '../app/restores.ts'
import type { Check, Report } from '../domain/health.ts'
import type { Moment } from '../domain/ids.ts'
import type { Call } from './call.ts'
import { requiredScopes } from './scopes.ts'
import type { Connection } from './sockets/keep-sockets.ts'

/** More than this is not looked at: whoever has so much parked has one cause to mend. */
export const parkedLookedAt = 200

/** Whom to ask how everything stands. */
export type CheckParts = {
  readonly call: Call
  /** Finds the channel of announcements; throws `Failure`. */
  readonly announceChannel: () => Promise<string>
  /** As it is set: a name or an id. */
  readonly announceName: string
  readonly connection: () => Connection
  /** Whether the app was made from manifest.yml as it is; undefined where nobody knows. */
  readonly manifest: () => Promise<'same' | 'changed' | undefined>
  readonly database: {
    whyNotReady(): Promise<string | undefined>
    backlog(): Promise<{ readonly outbox: { readonly due: number; readonly oldestMs: number } }>
  }
  readonly outbox: Pick<Outbox, 'parked'>
  readonly inbox: Pick<Inbox, 'parked'>
  readonly restores: Pick<Restores, 'lost'>
  readonly email: { readonly isOn: boolean; why(): string | undefined }
  readonly clock: {
    now(): Moment
    wrong(): readonly { readonly whose: 'machine' | 'database'; readonly aheadMs: number }[]
  }
}

/** Looks at everything side by side. Never rejects for Slack or the database being away: that is what it finds out. */
export const lookAtHealth = async (parts: CheckParts): Promise<Report> => {
  const [database, slack, announcements, manifest, work] = await Promise.all([
    checkDatabase(parts),
    checkToken(parts),
    checkAnnouncements(parts),
    checkManifest(parts),
    lookAtWork(parts),
  ])
  const { open, why } = parts.connection()
  const wrong = parts.clock.wrong()
  const connection: Check = { check: 'connection', ...(open === 0 && { why: why ?? 'not connected to Slack' }) }
  const clock: Check = { check: 'clock', ...(wrong.length > 0 && { wrong }) }
  const email = checkEmail(parts)
  return { checks: [database, connection, ...slack, ...manifest, announcements, ...email, clock], ...work }
}

/** Where nobody asked for e-mail there is nothing to be said of it. */
const checkEmail = ({ email }: CheckParts): readonly Check[] => {
  const why = email.why()
  return email.isOn ? [{ check: 'email', ...(why !== undefined && { why }) }] : []
}

const checkDatabase = async ({ database }: CheckParts): Promise<Check> => {
  const why = await database.whyNotReady()
  return { check: 'database', ...(why !== undefined && { why }) }
}

/** `x-oauth-scopes` comes with every answer; the SDK hands it on as `response_metadata.scopes`. */
const authTest = z.object({ response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional() })

/** Whether Slack takes the bot's token, and if so whether it may do what manifest.yml asks for. */
export const checkToken = async ({ call }: Pick<CheckParts, 'call'>): Promise<readonly Check[]> => {
  const [answer, error] = await attempted(() => call('auth.test', {}, authTest))
  if (answer === undefined) return [{ check: 'token', error }]
  const granted = answer.response_metadata?.scopes
  const missing = granted === undefined ? [] : requiredScopes.filter((scope) => !granted.includes(scope))
  return [{ check: 'token' }, { check: 'scopes', ...(missing.length > 0 && { missing }) }]
}

const channelInfo = z.object({
  channel: z.object({ is_archived: z.boolean().default(false), is_member: z.boolean().default(false) }),
})

const socketAddress = z.object({ url: z.string() })

/**
 * Whether a socket could be opened with the app's token, which `call` carries. None is: Slack gives each event to any one
 * of the open sockets, so this one would take events away from the bot.
 */
export const checkSocket = async ({ call }: Pick<CheckParts, 'call'>): Promise<Check & { check: 'connection' }> => {
  const [answer, why] = await attempted(() => call('apps.connections.open', {}, socketAddress))
  return { check: 'connection', ...(answer === undefined && { why }) }
}

const checkManifest = async ({ manifest }: CheckParts): Promise<readonly Check[]> => {
  const standing = await manifest()
  if (standing === undefined) return []
  return [{ check: 'manifest', ...(standing === 'changed' && { changed: true }) }]
}

/** Whether incidents can be announced: the channel is there, open, and the bot is in it. */
export const checkAnnouncements = async ({
  call,
  announceChannel,
  announceName,
}: Pick<CheckParts, 'call' | 'announceChannel' | 'announceName'>): Promise<Check & { check: 'announcements' }> => {
  const base = { check: 'announcements', channel: announceName } as const
  const [answer, error] = await attempted(async () =>
    call('conversations.info', { channel: await announceChannel() }, channelInfo),
  )
  if (answer === undefined) return { ...base, error }
  if (answer.channel.is_archived) return { ...base, error: 'is_archived' }
  return answer.channel.is_member ? base : { ...base, error: 'not_in_channel' }
}

const lookAtWork = async ({
  database,
  outbox,
  inbox,
  restores,
  clock,
}: CheckParts): Promise<Omit<Report, 'checks'>> => {
  try {
    const [backlog, effects, slackEvents, lost] = await Promise.all([
      database.backlog(),
      outbox.parked(parkedLookedAt),
      inbox.parked(parkedLookedAt),
      restores.lost(),
    ])
    const { due: count, oldestMs } = backlog.outbox
    return { waiting: { count, oldestAt: clock.now() - oldestMs }, effects, slackEvents, lost }
  } catch (error) {
    if (!(error instanceof DatabaseAway)) throw error
    return { effects: [], slackEvents: [], lost: [] }
  }
}

/** What Slack answered, or its code for why not. */
const attempted = async <Answer>(ask: () => Promise<Answer>): Promise<[Answer, undefined] | [undefined, string]> => {
  try {
    return [await ask(), undefined]
  } catch (error) {
    if (error instanceof Failure) return [undefined, error.code]
    throw error
  }
}
