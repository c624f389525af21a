import type { IncidentEvent, MessageVersion, RecordedEvent } from '../../src/domain/events.ts'
import {
  type EntryId,
  type UserId,
  channelId,
  commandId,
  entryId,
  eventId,
  incidentId,
  messageTs,
  userId,
} from '../../src/domain/ids.ts'

export const minute = 60_000
export const hour = 60 * minute

/** 2026-03-02, 13:20 UTC: a Monday. */
export const start = Date.UTC(2026, 2, 2, 13, 20)

export const dana = userId('U0DANA')
export const noa = userId('U0NOA')
export const kenji = userId('U0KENJI')

/** Something that was told: its event, minutes after the declaration, and by whom. `name` becomes its id. */
export type Told = {
  readonly event: IncidentEvent
  readonly after: number
  readonly by: UserId
  readonly name?: string
}

export const told = (event: IncidentEvent, after = 0, by: UserId = dana, name?: string): Told => ({
  event,
  after,
  by,
  ...(name !== undefined && { name }),
})

/** What was told, written down in this order: ids `e1`, `e2`, … unless named, written a second apart. */
export const record = (...events: readonly Told[]): RecordedEvent[] =>
  events.map(({ event, after, by, name }, index) => {
    const id = eventId(name ?? `e${index + 1}`)
    return {
      ...event,
      id,
      incident: incidentId('7f9c2a54-6f3f-4a52-9d0b-3f1f5f0f9b11'),
      seq: index + 1,
      at: start + after * minute,
      recordedAt: start + index * 1000,
      by: { kind: 'person', user: by, standing: 'member' },
      command: commandId(`c${id}`),
      about: id,
    }
  })

const declaration = {
  type: 'incident-declared',
  number: 42,
  title: 'Checkout is down',
  severity: 'sev1',
  kind: 'outage',
  description: 'Customers see a blank page after paying.',
  language: 'en',
  channelName: 'inc-0042-checkout-is-down',
} as const

export const declared: Told = told(declaration)

export const source = {
  channel: channelId('C0SUPPORT'),
  ts: messageTs(`${(start - 5 * minute) / 1000}.000200`),
  user: kenji,
  text: 'checkout shows a blank page',
  permalink: 'https://acme.slack.com/archives/C0SUPPORT/p1772457300000200',
  files: [],
}

export const declaredFromMessage: Told = told({ ...declaration, source })

/** The ts of a message that was sent so many minutes after the declaration. */
export const tsAfter = (minutes: number) => messageTs(`${(start + minutes * minute) / 1000}.000100`)

/** A message of Noa's, sent 10 minutes after the declaration unless said otherwise. */
export const message = (text: string, more: Partial<MessageVersion> = {}): MessageVersion => ({
  ts: tsAfter(10),
  user: noa,
  text,
  files: [],
  permalink: 'https://acme.slack.com/archives/C0CHECKOUT/p1772458200000100',
  entries: [],
  ...more,
})

export const heard = (version: MessageVersion, after = 10): Told =>
  told({ type: 'message-heard', message: version }, after)
export const editedInSlack = (version: MessageVersion, after = 11): Told =>
  told({ type: 'message-edited', message: version }, after)
export const deletedInSlack = (after = 12): Told => told({ type: 'message-deleted', ts: tsAfter(10) }, after)
export const pinned = (user: UserId, after: number): Told =>
  told({ type: 'message-pinned', ts: tsAfter(10), user }, after, user)
export const unpinned = (user: UserId, after: number): Told =>
  told({ type: 'message-unpinned', ts: tsAfter(10), user }, after, user)
export const marked = (version: MessageVersion, after = 15): Told =>
  told({ type: 'message-marked', message: version }, after)

const idOf = (entry: string): EntryId => entryId(entry)
export const editedByHand = (entry: string, text: string): Told =>
  told({ type: 'entry-edited', entry: idOf(entry), text }, 80)
export const backdated = (entry: string, minutes: number): Told =>
  told({ type: 'entry-backdated', entry: idOf(entry), to: start + minutes * minute }, 80)
export const kept = (entry: string): Told => told({ type: 'entry-kept', entry: idOf(entry) }, 80)
export const removed = (entry: string): Told => told({ type: 'entry-removed', entry: idOf(entry) }, 80)
