import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Post } from '../../../src/domain/effects.ts'
import { entryId, followUpId, type UserId } from '../../../src/domain/ids.ts'
import type { Incident } from '../../../src/domain/incident.ts'
import { announcement } from '../../../src/slack/views/announcement.ts'
import { card } from '../../../src/slack/views/card.ts'
import type { MessageView } from '../../../src/slack/views/message.ts'
import { news } from '../../../src/slack/views/news.ts'
import { post } from '../../../src/slack/views/posts.ts'
import { dana, declaredAt, hour, incident, kenji, minute, noa, states } from './samples.ts'
import { expectTaken, mentioned, mrkdwnOf, voices } from './saying.ts'

const now = declaredAt + 25 * minute
const at = now

const weapons = fc.constantFrom(
  '<!channel>',
  '<!here|@here>',
  '<@U1>',
  '<#C1|general>',
  '<https://evil.example|https://bank.example>',
  '@here',
  '@everyone',
  '&lt;!channel&gt;',
  '*',
  '_',
  '~',
  '`',
  '```',
  '>',
  '&',
  '<',
  '\u0000',
  '\u001b[31m',
  '\u202e',
  '\u2066',
  '\u2069\u2069',
  '\ud83d',
  '\n',
  '\n> ',
  '👩‍👩‍👧‍👦',
  '🔥'.repeat(300),
  'INC-1',
  '{title}',
  "'",
)
const hostile = fc
  .array(fc.oneof({ weight: 3, arbitrary: weapons }, fc.string({ unit: 'binary', maxLength: 40 })), { maxLength: 40 })
  .map((parts) => parts.join('').slice(0, 3000))

/** An incident in which everything that people type is `text`. */
const typed = (state: Incident, text: string): Incident => ({
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

const posts = (text: string): Post[] => [
  { say: 'update', text, by: noa, at, nextUpdateDue: at + hour },
  { say: 'resolved', by: noa, at, afterMs: hour, fix: text },
  { say: 'reopened', by: noa, at, why: text },
  { say: 'cancelled', by: noa, why: text, duplicateNumber: 41 },
]

const packet = (text: string) => ({
  incident: typed(incident(), text),
  entries: [
    {
      id: entryId('e1'),
      at,
      recordedAt: at,
      suggestion: false,
      edited: false,
      removed: false,
      files: [],
      what: { is: 'said', text } as const,
    },
  ],
  nameOf: () => text,
})

const ours: readonly UserId[] = [dana, noa, kenji]

const expectHarmless = (view: MessageView) => {
  expectTaken(view)
  for (const id of mentioned(view)) expect(ours).toContain(id)
  for (const text of mrkdwnOf(view)) {
    expect(text.replaceAll(/<(?:@\w+|#\w+|!date\^[^<>]*|https?:[^<>|]*\|[^<>]*)>/g, '')).not.toMatch(/[<>]/)
    // Inside a word it is an e-mail address and mentions nobody.
    expect(text).not.toMatch(/(?<![\p{L}\p{N}])@(?:here|channel|everyone)/u)
    expect(text).not.toMatch(/(?![\n\t])\p{Cc}|[`\u202a-\u202e]/u)
    expect(text.match(/[\u2066-\u2068]/g)?.length ?? 0).toBe(text.match(/\u2069/g)?.length ?? 0)
  }
}

describe('what people type', () => {
  it.each(voices)('mentions nobody, breaks no layout and fits in every message, in %s', (_, t) => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const state of Object.values(states)) {
          expectHarmless(card(typed(state, text), now, t))
          expectHarmless(announcement(typed(state, text), now, t))
        }
        for (const item of posts(text)) expectHarmless(post(item, incident(), t))
        expectHarmless(news({ say: 'role-duties', role: 'lead', from: noa }, packet(text), t))
        expectHarmless(news({ say: 'announcement-refused', channel: text, error: text }, { incident: incident() }, t))
      }),
      { numRuns: 25 },
    )
  })
})
