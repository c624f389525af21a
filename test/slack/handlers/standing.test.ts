import { expect, it } from 'vitest'
import { standingOf } from '../../../src/slack/handlers/handler.ts'

it.each([
  ['member', 'T1', 'member'],
  ['guest', 'T1', 'guest'],
  ['bot', undefined, 'bot'],
  // What the payload says of their workspace counts for more than what we knew.
  ['member', 'T2', 'outsider'],
  // Joined a moment ago, and Slack says that they are ours.
  [undefined, 'T1', 'member'],
  [undefined, undefined, 'outsider'],
] as const)('somebody known as %s, of workspace %s, is a %s in T1', (known, team, standing) => {
  expect(standingOf(known, team, 'T1')).toBe(standing)
})
