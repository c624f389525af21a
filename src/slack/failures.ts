import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { z } from 'zod'
import { Failure, neverLeft } from '../app/failure.ts'

/*
 * Slack's codes for "our side is in trouble". `internal_error` and `fatal_error` may have taken effect: the method
 * pages say that it is "possible some aspect of the operation succeeded before the error was raised"
 * (docs.slack.dev/reference/methods/chat.postMessage).
 */
const passing = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
])

/**
 * Slack takes our token no more, or never did; every other call would be refused as well.
 * https://docs.slack.dev/reference/methods/auth.test
 */
const tokenRefused = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'user_removed_from_team',
  'team_disabled',
])

/**
 * Tells the kinds of failure apart, here and nowhere else: *wait*, *again*, *held*, *never*. `about`: the channel that
 * the call was on. docs/slack-surprises.md says of each code what becomes of it and who is told. What is no failure of
 * Slack's or the network's is our fault and is returned as it came.
 */
export const failureOf = (error: unknown, about?: string): unknown => {
  if (error instanceof Failure) return error
  if (error instanceof WebAPIRateLimitedError) {
    return new Failure('ratelimited', { kind: 'wait', inMs: Math.max(1, error.retryAfter) * 1000 }, error)
  }
  if (error instanceof WebAPIPlatformError) return fromSlack(error.data.error, error, about)
  if (error instanceof WebAPIHTTPError) {
    // 5xx and proxies' pages: the call may have been carried out before the answer was lost.
    return new Failure(`http_${error.statusCode}`, { kind: 'again', uncertain: true }, error)
  }
  if (error instanceof WebAPIRequestError) {
    const code = causeCode(error.original)
    return new Failure(
      code ?? 'network',
      { kind: 'again', uncertain: code === undefined || !neverLeft.has(code) },
      error,
    )
  }
  // The client refuses a 429 without Retry-After with a plain error; a minute is the longest window of any tier.
  if (error instanceof Error && error.message.startsWith('Retry header did not contain')) {
    return new Failure('ratelimited', { kind: 'wait', inMs: 60_000 }, error)
  }
  return error
}

const fromSlack = (code: string, error: WebAPIPlatformError, about: string | undefined): Failure => {
  // An answer that is no JSON comes as {ok: false, error: <the page>}: a proxy spoke, not Slack.
  if (!/^[a-z][a-z0-9_:.-]*$/i.test(code)) return new Failure('not_json', { kind: 'again', uncertain: true }, error)
  if (code === 'ratelimited' || code === 'rate_limited') return new Failure(code, { kind: 'wait', inMs: 30_000 }, error)
  if (passing.has(code)) return new Failure(code, { kind: 'again', uncertain: true }, error)
  if (tokenRefused.has(code)) return new Failure(code, { kind: 'held' }, error)
  const needed = scopeIn(error)
  const facts = { ...(about !== undefined && { about }), ...(needed !== undefined && { needed }) }
  return new Failure(code, { kind: 'never', ...facts }, error)
}

const refusedForScope = z.object({ error: z.literal('missing_scope'), needed: z.string() })

/** `missing_scope` names what is missing: one scope, or several of which each would do, parted by commas. */
const scopeIn = ({ data }: WebAPIPlatformError): string | undefined => {
  const refused = refusedForScope.safeParse(data)
  return refused.success ? refused.data.needed : undefined
}

const causeCode = (error: unknown): string | undefined => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code
    if (at.name === 'TimeoutError') return 'timeout'
  }
  return undefined
}

/** Slack said this code and meant it. */
export const isRefusal = (error: unknown, ...codes: readonly string[]): error is Failure =>
  error instanceof Failure && error.how.kind === 'never' && codes.includes(error.code)
