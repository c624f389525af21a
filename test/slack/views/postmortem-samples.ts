import type { Incident } from '../../../src/domain/incident.ts'
import { type Draft, draft } from '../../../src/domain/postmortem.ts'
import { followUpId, messageTs, userId } from '../../../src/domain/ids.ts'
import {
  type Told,
  dana,
  declaredFromMessage,
  heard,
  kenji,
  message,
  minute,
  noa,
  record,
  source,
  start,
  told,
  tsAfter,
} from '../../domain/record.ts'
import { incident } from './samples.ts'

const names: Readonly<Record<string, string>> = { U0DANA: 'Dana', U0NOA: 'Noa', U0KENJI: 'Kenji Sato' }

/** Dana, Noa and Kenji have names; whoever else turns up has none that we know. */
export const nameOf = (user: string): string | undefined => names[user]

const resolution = {
  fix: 'Rolled back 4f2c91.\nThe cache was emptied by hand.',
  verified: 'Error rate at zero for 20 minutes',
  canReturn: 'Not while the old client is in place',
  thanks: '<@U0KENJI> for the graph',
}
const files = [
  { name: 'graph <b>.png', mimetype: 'image/png', permalink: 'https://acme.slack.com/files/U0KENJI/F1/graph.png' },
]
const at = (minutes: number) => ({
  ts: tsAfter(minutes),
  permalink: `https://acme.slack.com/archives/C0CHECKOUT/p${minutes}`,
})
const followUp = {
  type: 'follow-up-added',
  followUp: followUpId('f1'),
  text: 'Alert on the error rate',
  owner: noa,
} as const

const events: readonly Told[] = [
  declaredFromMessage,
  told({ type: 'role-assigned', role: 'lead', to: noa }, 3, noa),
  told({ type: 'role-assigned', role: 'comms', to: dana }, 4, noa),
  told(
    {
      type: 'update-posted',
      text: 'Payments fail for cards from the EU.\nNext: the error rate.',
      nextUpdateDue: start + 50 * minute,
    },
    20,
  ),
  heard(message('this graph, <@U0NOA>? <!channel> *now*', { ...at(21), user: kenji, files }), 21),
  told({ type: 'message-pinned', ts: tsAfter(21), user: noa }, 22, noa),
  told({ type: 'status-changed', from: 'investigating', to: 'identified' }, 25, noa),
  heard(
    message('rolled back, watching', {
      ...at(40),
      entries: [{ text: 'rolled back', at: start + 40 * minute, foundByWords: true }],
    }),
    40,
  ),
  told(followUp, 45, kenji),
  told({ type: 'role-assigned', role: 'lead', to: kenji, from: noa }, 46, kenji),
  told({ type: 'severity-changed', from: 'sev1', to: 'sev3', nextUpdateDue: start + 300 * minute }, 50, kenji),
  told({ type: 'incident-resolved', resolution }, 71, noa),
]

const resolved: Partial<Incident> = {
  status: 'resolved',
  severity: 'sev3',
  description: 'Customers see a blank page after paying.',
  source,
  resolved: { ...resolution, by: noa, at: start + 71 * minute },
  followUps: [
    {
      id: followUpId('f2'),
      text: 'Write the runbook',
      addedBy: dana,
      addedAt: start,
      doneAt: start + 80 * minute,
      owner: dana,
    },
    { id: followUpId('f1'), text: 'Alert on the error rate', owner: noa, addedBy: kenji, addedAt: start },
    { id: followUpId('f3'), text: 'Ask the vendor', addedBy: kenji, addedAt: start },
  ],
}

/** INC-42 as it is resolved, before anybody worked on its postmortem; fields given replace its own. */
export const resolvedDraft = (fields: Partial<Incident> = {}): Draft =>
  draft(incident({ ...resolved, ...fields }), record(...events))

const by = noa
const written = start + 100 * minute

/** The same, written and published. */
export const publishedDraft = (): Draft =>
  resolvedDraft({
    postmortem: {
      pages: 1,
      messages: { root: { ts: messageTs('1772461000.000100'), drawn: 'x' } },
      prose: {
        summary: {
          text: 'A release broke checkout for 71 minutes.\n\nWe <rolled> it back & *learned*.',
          by,
          at: written,
        },
      },
      published: { by, at: written + minute },
    },
  })

/** So many notes, each of so many characters. */
export const longDraft = (count: number, text: (index: number) => string): Draft =>
  draft(
    incident(resolved),
    record(
      declaredFromMessage,
      ...Array.from({ length: count }, (_, index) =>
        told({ type: 'note-added', text: text(index) }, index / 10, userId(`U${index % 50}`), `n${index}`),
      ),
    ),
  )
