import type { Failure } from '../../app/failure.ts'
import { isRefused } from './backoff.ts'

/** What the one on duty does about a refusal of Slack's to open a connection: its log line, and part of `/readyz`. */
export const cureOf = (code: string): string =>
  code === 'link_disabled'
    ? 'Socket Mode is switched off: switch it on again on the Socket Mode page of your app'
    : 'Slack refuses SLACK_APP_TOKEN: make one with connections:write under Basic Information of your app, and start again'

/** Why no connection is open, for `/readyz`. */
export const wordsFor = (failure: Failure | undefined, deafForMs: number): string => {
  const since = `not connected to Slack for ${Math.round(deafForMs / 1000)} s`
  if (failure === undefined) return since
  const told = `${since} (${failure.code})`
  return isRefused(failure) ? `${told}: ${cureOf(failure.code)}` : told
}
