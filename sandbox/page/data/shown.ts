import type { FollowAnswer, PageAnswer, SeenChannel, SeenMessage, SeenUser } from '../answers.ts'
import type { Names, Reader } from '../seen.ts'
import type { Place } from './address.ts'
import type { Run } from './run.ts'

/** What lies beside the messages. */
export type Panel = 'thread' | 'pins' | 'members' | undefined

/** What lies over everything: one at a time. */
export type Overlay = 'channels' | 'switcher' | 'topic' | undefined

/** A word to the reader that goes away by itself. */
export type Toast = { readonly id: number; readonly text: string; readonly kind: 'news' | 'trouble' }

/** Everything that a window shows. */
export type Shown = Pick<FollowAnswer, 'users' | 'channels' | 'forms' | 'whispers'> & {
  /** The id of whom one acts as. */
  readonly me: string
  readonly page: PageAnswer
  readonly place: Place
  /** Counted up whenever somebody goes somewhere, the same place again included. */
  readonly visit: number
  readonly run: Run | undefined
  readonly thread: { readonly ts: string; readonly messages: readonly SeenMessage[] } | undefined
  readonly panel: Panel
  readonly overlay: Overlay
  /** Up to where the open channel was read when it was opened: the unread line stays there. */
  readonly readTo: string | undefined
  /** What somebody else's part of the page wants to stand in the composer, for the reader to send. */
  readonly proposal: { readonly channel: string | undefined; readonly text: string; readonly visit: number } | undefined
  /** Another one after each change of the workspace. */
  readonly version: string
  /** The server does not answer. */
  readonly isAway: boolean
  readonly toasts: readonly Toast[]
}

/** A window that has heard nothing yet. */
export const nothingShown = (me: string, place: Place): Shown => ({
  me,
  place,
  visit: 0,
  page: { team: { name: '' }, app: { botUser: '', botName: '' }, commands: [], shortcuts: [] },
  users: [],
  channels: [],
  forms: [],
  whispers: [],
  run: undefined,
  thread: undefined,
  panel: place.thread === undefined ? undefined : 'thread',
  overlay: undefined,
  readTo: undefined,
  proposal: undefined,
  version: '',
  isAway: false,
  toasts: [],
})

/** Who looks: English and UTC until they are known. */
export const readerOf = ({ users, me }: Shown): Reader => {
  const found = users.find(({ id }) => id === me)
  return { id: me, language: found?.language ?? 'en', timeZone: found?.timeZone ?? 'UTC' }
}

/** The channel that is open, once it is known. */
export const channelOf = ({ channels, place }: Shown): SeenChannel | undefined =>
  channels.find(({ id }) => id === place.channel)

/** Names by id. */
export const namesOf = (users: readonly SeenUser[], channels: readonly SeenChannel[]): Names => {
  const people = new Map(users.map(({ id, name }) => [id, name]))
  const places = new Map(channels.map(({ id, name }) => [id, name]))
  const members = users.filter(({ isBot }) => !isBot)
  const kinds = { channel: 'public', group: 'private', im: 'im' } as const
  const offered = channels
    .filter(({ isArchived, kind }) => !isArchived && kind !== 'im')
    .map(({ id, name, kind }) => ({ id, name, kind: kinds[kind] }))
  return {
    person: (id) => people.get(id),
    channel: (id) => places.get(id) || undefined,
    people: () => members,
    channels: () => offered,
  }
}
