import { changeId, channelId, commandId, followUpId, incidentId, messageTs, userId } from '../../../src/domain/ids.ts'
import type { Impact } from '../../../src/domain/impact.ts'
import type { Incident } from '../../../src/domain/incident.ts'
import type { Earlier } from '../../../src/domain/earlier.ts'
import type { ProductionChange } from '../../../src/domain/production-changes.ts'

export const minute = 60_000
export const hour = 60 * minute

/** 2026-03-02, 13:20 UTC: a Monday. */
export const declaredAt = Date.UTC(2026, 2, 2, 13, 20)

export const dana = userId('U0DANA')
export const noa = userId('U0NOA')
export const kenji = userId('U0KENJI')

/** INC-42 a minute after it was declared, with nobody in a role. Fields given replace its own. */
export const incident = (fields: Partial<Incident> = {}): Incident => ({
  id: incidentId('7f9c2a54-6f3f-4a52-9d0b-3f1f5f0f9b11'),
  number: 42,
  title: 'Checkout is down',
  severity: 'sev1',
  status: 'investigating',
  kind: 'outage',
  description: '',
  language: 'en',
  declaredBy: dana,
  declaredByMember: true,
  declaredAt,
  opened: { since: declaredAt, earlierMs: 0 },
  declaredWith: commandId('1.2.3'),
  channelName: 'inc-0042-checkout-is-down',
  channelNameTry: 1,
  channel: channelId('C0CHECKOUT'),
  channelArchived: false,
  card: messageTs('1772457600.000100'),
  cardPinned: true,
  roles: {},
  heardRoles: [],
  members: [dana],
  nextUpdateDue: declaredAt + 30 * minute,
  followUps: [],
  lastHeardAt: declaredAt,
  reminders: {},
  postmortem: { pages: 0, messages: {}, prose: {} },
  troubles: [],
  ...fields,
})

const lead = { lead: { holder: noa, since: declaredAt + minute } } as const
const everyRole = {
  ...lead,
  comms: { holder: dana, since: declaredAt + 2 * minute },
  scribe: { holder: kenji, since: declaredAt + 2 * minute },
} as const
const lastUpdate = {
  text: 'Payments fail for cards from the EU. Rolling back 4f2c91.\nNext: watch the error rate.',
  by: dana,
  at: declaredAt + 20 * minute,
}
const followUps = [
  'Alert on the error rate of checkout',
  'Add a canary',
  'Document the rollback',
  'Ask the vendor',
].map((text, index) => ({
  id: followUpId(`f${index}`),
  text,
  addedBy: kenji,
  addedAt: declaredAt + hour,
  ...(index === 0 && { owner: noa }),
}))
const resolvedAt = declaredAt + 71 * minute

/** All that can be said of whom it hurts. */
export const impact: Impact = {
  who: 'Customers in the EU who pay by card',
  count: { count: 3000, about: true },
  services: [{ name: 'checkout', owner: kenji, vendor: 'Acme Pay' }, { name: 'search' }],
  since: declaredAt - 20 * minute,
  found: 'customer',
  until: declaredAt + 2 * hour,
  meaning: 'They cannot pay; nothing is lost',
  workaround: { is: 'known', how: 'Pay by bank transfer: the button <below> the form' },
}

/** Four changes, of which the second is undone. */
export const changes: readonly ProductionChange[] = ['Pool size 50', 'Cache off', 'Retries off', 'Traffic to eu-2'].map(
  (text, index) => ({
    id: changeId(`c${index}`),
    text,
    by: index === 0 ? noa : dana,
    at: declaredAt + (10 + index) * minute,
    undo: index === 0 ? 'Set it to 20' : '',
    ...(index === 1 && { undone: { by: noa, at: declaredAt + hour } }),
  }),
)

/** INC-12, resolved nine days before. */
export const earlier: Earlier = {
  incident: incidentId('1b1c2a54-6f3f-4a52-9d0b-3f1f5f0f9b12'),
  number: 12,
  channel: channelId('C0EARLIER'),
  resolvedAt: declaredAt - 9 * 24 * hour,
  fix: 'Restarted the queue',
}

/** INC-42 in each state that looks different on the card. */
export const states = {
  'just declared': incident(),
  'led, with a first update': incident({
    status: 'identified',
    roles: lead,
    lastUpdate,
    nextUpdateDue: declaredAt + 50 * minute,
  }),
  'every role held, follow-ups open, details given': incident({
    status: 'monitoring',
    severity: 'sev2',
    roles: everyRole,
    description: 'Customers see a blank page after paying.',
    source: {
      channel: channelId('C0SUPPORT'),
      ts: messageTs('1772457500.000200'),
      user: kenji,
      text: 'checkout shows a blank page',
      permalink: 'https://acme.slack.com/archives/C0SUPPORT/p1772457500000200',
      files: [],
    },
    lastUpdate,
    nextUpdateDue: declaredAt + 2 * hour,
    followUps,
  }),
  'the update overdue': incident({ roles: lead, nextUpdateDue: declaredAt - 5 * minute }),
  'refused by Slack here and there': incident({
    troubles: [
      { effect: 'show-announcement', error: 'channel_not_found', at: declaredAt },
      { effect: 'pin-card', error: 'too_many_pins', at: declaredAt },
    ],
  }),
  'an outage at a vendor, with all that is known of it': incident({
    status: 'contained',
    roles: lead,
    nextUpdateDue: declaredAt + 50 * minute,
    impact,
    vendor: {
      name: 'Acme Pay',
      ticket: 'AC-4711',
      contact: 'Jo <jo@acme.example>',
      statusPage: 'https://status.acme.example/',
      since: declaredAt + 5 * minute,
      estimate: { at: declaredAt + 20 * minute, statedAt: declaredAt + 6 * minute },
    },
    changes,
  }),
  'only a little known, and a vendor without an estimate': incident({
    roles: lead,
    impact: { count: { count: 12, about: false }, until: declaredAt + 2 * hour, workaround: { is: 'none' } },
    vendor: { name: 'Acme Pay', since: declaredAt + 5 * minute },
  }),
  'the trouble of an earlier one': incident({ roles: lead, recurrence: { of: earlier } }),
  resolved: incident({
    status: 'resolved',
    roles: everyRole,
    lastUpdate,
    resolved: {
      fix: 'Rolled back 4f2c91',
      verified: 'Error rate at zero for 20 minutes',
      canReturn: '',
      thanks: '',
      by: noa,
      at: resolvedAt,
    },
    followUps: followUps.slice(0, 2),
  }),
  'cancelled as a false alarm': incident({
    status: 'cancelled',
    cancelled: { by: noa, at: resolvedAt, why: 'A load test' },
  }),
  'cancelled as a duplicate': incident({
    status: 'cancelled',
    cancelled: {
      by: noa,
      at: resolvedAt,
      why: '',
      duplicateOf: incidentId('0c5c2a54-6f3f-4a52-9d0b-3f1f5f0f9b11'),
      duplicateNumber: 41,
    },
  }),
} as const satisfies Readonly<Record<string, Incident>>
