import { z } from 'zod'
import { Failure } from '../../src/app/failure.ts'
import type { Log } from '../../src/app/ports.ts'
import type { Check } from '../../src/domain/health.ts'
import { userId, type UserId } from '../../src/domain/ids.ts'
import { slackClient } from '../../src/slack/bolt.ts'
import { type Call, startCalling } from '../../src/slack/call.ts'
import { checkSocket, checkToken } from '../../src/slack/checks.ts'
import { startPace } from '../../src/slack/pace.ts'

/** A way to call Slack with this token, for whoever asks a few things and then ends. */
export const callWith = (
  token: string,
  apiUrl: string,
  heardDate: (date: string | null) => void = () => undefined,
): Call =>
  startCalling(
    slackClient(token, apiUrl, quiet, heardDate),
    // No limit is as low as what it asks.
    startPace({ limits: unlimited, now: () => performance.now(), log: quiet }),
    () => undefined,
  )

const unlimited = { take: async () => 0, takeAhead: async () => false }

/** What goes wrong comes back as a failure and is told in words. */
export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Who we are in Slack with the bot's token. `app` is unknown where Slack does not say. */
export type Identity = {
  readonly team: { readonly id: string; readonly name: string }
  readonly bot: { readonly user: UserId; readonly id: string; readonly name: string }
  readonly app: string | undefined
}

const whoAnswer = z.object({
  team_id: z.string(),
  team: z.string().default(''),
  user_id: z.string(),
  user: z.string().default(''),
  bot_id: z.string().default(''),
})
const botAnswer = z.object({ bot: z.object({ app_id: z.string().optional() }) })

/** Asks Slack about the bot's token: who it is, and how the checks stand that depend on it alone. */
export const askBot = async (
  call: Call,
): Promise<{ readonly checks: readonly Check[]; readonly who: Identity | undefined }> => {
  const checks = await checkToken({ call })
  if (checks.some(({ check, ...wrong }) => check === 'token' && 'error' in wrong)) return { checks, who: undefined }
  const { team_id, team, user_id, user, bot_id } = await call('auth.test', {}, whoAnswer)
  const app = await appOf(bot_id, call)
  return {
    checks,
    who: { team: { id: team_id, name: team }, bot: { user: userId(user_id), id: bot_id, name: user }, app },
  }
}

/** Undefined where Slack does not say: a token without users:read, or a user's token. */
const appOf = async (bot: string, call: Call): Promise<string | undefined> => {
  try {
    return (await call('bots.info', { bot }, botAnswer)).bot.app_id
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

/**
 * Whether a socket can be opened with the app-level token, and whether it is of the same app: with another's, Slack's
 * events would go to that one. The token names its app (`xapp-1-A012…-…`).
 */
export const askSocket = async (
  token: string,
  apiUrl: string,
  app: string | undefined,
): Promise<Check & { check: 'connection' }> => {
  const named = /^xapp-\d+-(A[A-Z0-9]{6,})-/.exec(token)?.[1]
  if (app !== undefined && named !== undefined && named !== app) return { check: 'connection', why: 'other_app' }
  return checkSocket({ call: callWith(token, apiUrl) })
}
