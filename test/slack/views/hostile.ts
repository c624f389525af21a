import * as fc from 'fast-check'
import { expect } from 'vitest'
import { followUpId, type UserId } from '../../../src/domain/ids.ts'
import type { Incident } from '../../../src/domain/incident.ts'
import type { MessageView } from '../../../src/slack/views/message.ts'
import { dana, declaredAt, kenji, minute, noa } from './samples.ts'
import { expectTaken, mentioned, mrkdwnOf } from './saying.ts'

const at = declaredAt + 25 * minute

const weapons = fc.constantFrom(
  ...[
    ['<!channel>', '<!here|@here>', '<!everyone>', '<!subteam^S1>', '<@U1>', '<@U1|noa>', '<#C1|general>'],
    ['<https://evil.example|https://bank.example>', '<mailto:a@b.example|x>', '<!date^0^{date}|x>', '&lt;!channel&gt;'],
    ['@here', '@channel', '@everyone', '＠here', '#general', 'https://evil.example'],
    ['*', '_', '~', '`', '```', '>', '\n> ', '&', '<', '|', '<|', '|>', ':fire:', '\n', '\r\n\r\n', '\t', '\u2028'],
    ['\u0000', '\u0007', '\u001b[31m', '\ud83d', '\udc00', '\ufeff', '\u200b', '\u200d', '\u2060'],
    ['\u202a', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069\u2069', '\u200e', '\u200f', '\u061c'],
    ['👩‍👩‍👧‍👦', '🔥'.repeat(300), `Z${'\u0335\u0321'.repeat(200)}`, '﷽'.repeat(100), 'שלום', 'الدفع', '障害'],
    ['INC-1', '{title}', "'", "'{'", '%s', '$&', '__proto__', ' '.repeat(500)],
  ].flat(),
)

/** What people who mean ill type, and what a clipboard holds; up to 10,000 characters. */
export const hostile = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .array(fc.oneof({ weight: 3, arbitrary: weapons }, fc.string({ unit: 'binary', maxLength: 40 })), {
        maxLength: 40,
      })
      .map((parts) => parts.join('').slice(0, 3000)),
  },
  { weight: 1, arbitrary: weapons.map((weapon) => weapon.repeat(Math.ceil(10_000 / weapon.length)).slice(0, 10_000)) },
)

/** An incident in which everything that people type is `text`. */
export const typed = (state: Incident, text: string): Incident => ({
  ...state,
  title: text,
  description: text,
  lastUpdate: { text, by: dana, at },
  followUps: Array.from({ length: 5 }, (_, index) => ({
    id: followUpId(`f${index}`),
    text,
    owner: noa,
    addedBy: kenji,
    addedAt: at,
  })),
  ...(state.resolved && { resolved: { ...state.resolved, fix: text } }),
  ...(state.cancelled && { cancelled: { ...state.cancelled, why: text } }),
  ...(state.source && { source: { ...state.source, text, permalink: text } }),
})

const ours: readonly UserId[] = [dana, noa, kenji]

/** A message of mrkdwn is taken by Slack, and nothing that was typed is alive in it. */
export const expectHarmless = (view: MessageView): void => {
  expectTaken(view)
  for (const id of mentioned(view)) expect(ours).toContain(id)
  for (const text of mrkdwnOf(view)) expectInert(text)
}

/** Nothing in it notifies, quotes, formats code, or turns the sentence around it. */
export const expectInert = (text: string): void => {
  expect(text.replaceAll(/<(?:@\w+|#\w+|!date\^[^<>]*|https?:[^<>|]*\|[^<>]*)>/g, '')).not.toMatch(/[<>]/)
  // Inside a word it is an e-mail address and mentions nobody.
  expect(text).not.toMatch(/(?<![\p{L}\p{N}])@(?:here|channel|everyone)/u)
  expect(text).not.toMatch(/(?![\n\t])\p{Cc}|[`\u202a-\u202e]/u)
  expect(text.match(/[\u2066-\u2068]/g)?.length ?? 0).toBe(text.match(/\u2069/g)?.length ?? 0)
}
