import * as fc from 'fast-check'
import { expect } from 'vitest'
import { cleanLine } from '../../../src/domain/clean.ts'
import { changeId, followUpId, publicUpdateId, type UserId } from '../../../src/domain/ids.ts'
import type { Incident } from '../../../src/domain/incident.ts'
import {
  type Customers,
  publicBodyLimit,
  publicTitleLimit,
  type PublicTexts,
} from '../../../src/domain/public-updates.ts'
import { serviceNameLimit } from '../../../src/domain/services.ts'
import { watchTemplate } from '../../../src/domain/watch.ts'
import type { MessageView } from '../../../src/slack/views/message.ts'
import { dana, declaredAt, earlier, kenji, minute, noa } from './samples.ts'
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

/** As the list of services keeps it: one line, without the commas that part names, and no longer than an option. */
export const serviceTyped = (text: string): string => {
  const name = cleanLine(text.replaceAll(/[,،、]/gu, ' '))
  return name === '' || name.length > serviceNameLimit ? '<!channel> *checkout*' : name
}

/** What is typed about whom it hurts, the vendor, changes, the watch and customers, and what Slack said of a refusal. */
const particularsTyped = (text: string): Partial<Incident> => ({
  impact: {
    who: text,
    count: { count: 3000, about: true },
    services: [{ name: serviceTyped(text), owner: kenji, vendor: text }, { name: 'search' }],
    since: at,
    found: 'customer',
    until: at,
    meaning: text,
    workaround: { is: 'known', how: text },
  },
  vendor: { name: text, contact: text, ticket: text, statusPage: text, since: at, estimate: { at, statedAt: at } },
  vendorsEver: [text],
  changes: Array.from({ length: 4 }, (_, index) => ({
    id: changeId(`c${index}`),
    text,
    by: dana,
    at,
    undo: text,
    ...(index === 1 && { undone: { by: noa, at } }),
  })),
  watch: {
    by: noa,
    since: at,
    until: at + 72 * 60 * minute,
    exit: text,
    items: watchTemplate('outage').map((item) => (item === 'load' ? { item, ticked: { by: kenji, at } } : { item })),
  },
  customers: customersTyped(text),
  troubles: [
    { effect: 'show-announcement', error: text, needed: text, at },
    { effect: 'pin-card', error: text, at },
  ],
})

const updateId = publicUpdateId('0c5c2a54-6f3f-4a52-9d0b-3f1f5f0f9b12')
const textsTyped = (text: string): PublicTexts => {
  // As the form would take them: longer ones are refused.
  const one = { title: text.slice(0, publicTitleLimit), body: text.slice(0, publicBodyLimit) }
  return { en: one, he: one, ar: one, ja: one }
}

/** A draft that was sent back, an update that was published, and ways out that failed. */
const customersTyped = (text: string): Customers => {
  const wording = { stage: 'identified', texts: textsTyped(text), nextUpdateDue: at } as const
  return {
    draft: {
      id: updateId,
      draftedBy: dana,
      versions: [{ ...wording, version: 1, by: dana, at }],
      sentBack: { by: noa, at, why: text },
    },
    updates: [{ ...wording, id: updateId, draftedBy: dana, approvedBy: noa, publishedAt: at }],
    reached: [
      { to: 'channel/support', state: 'failed', at, error: text },
      { to: 'webhook/crm', state: 'failed', at, error: text },
    ],
    roots: {},
  }
}

/** An incident in which everything that people type is `text`, and all that there can be is there. */
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
  recurrence: { of: { ...earlier, fix: text } },
  ...(state.resolved && { resolved: { ...state.resolved, fix: text } }),
  ...(state.cancelled && { cancelled: { ...state.cancelled, why: text } }),
  ...(state.source && { source: { ...state.source, text, permalink: text } }),
  ...particularsTyped(text),
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
