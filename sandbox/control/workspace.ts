import { z } from 'zod'
import { channelOf, Impossible, personOf } from '../acts/who.ts'
import { checkName } from '../api/channel-names.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import {
  archive,
  create,
  destroy,
  join,
  leave,
  makePrivate,
  rename,
  setHeading,
  unarchive,
} from '../workspace/channels.ts'
import { person } from '../workspace/people.ts'
import { userShape } from '../workspace/shapes.ts'
import { verb } from './verb.ts'
import type { Verb } from './verb.ts'

const where = z.object({ user: z.string(), channel: z.string() })

const profile = z.object({
  real_name: z.string().optional(),
  display_name: z.string().optional(),
  tz: z.string().optional(),
  locale: z.string().optional(),
  deleted: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
})

/** A name that a new channel may have, by the rules of the API, in which a person has no other word for a refusal. */
const nameFor = (parts: Parts, name: string): string => {
  try {
    return checkName(parts, name)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Impossible(error.error === 'name_taken' ? 'name-taken' : 'bad-name', error.error, name)
  }
}

/** What a person does to channels and what happens to people's profiles. */
export const workspaceVerbs: Verb[] = [
  verb(
    'create-channel',
    z.object({ user: z.string(), name: z.string(), isPrivate: z.boolean().default(false) }),
    (parts, request) => {
      const creator = personOf(parts, request.user).id
      const name = nameFor(parts, request.name)
      return { id: create(parts.workspace, { name, isPrivate: request.isPrivate, creator }).id }
    },
  ),
  // An invitation sees past what its guest sees: somebody inside lets them in.
  verb('join', where.extend({ by: z.string().optional() }), (parts, request) => {
    const user = personOf(parts, request.user)
    const inviter = request.by === undefined ? undefined : personOf(parts, request.by)
    join(parts.workspace, channelOf(parts, request.channel, inviter ?? user), user.id, inviter?.id)
  }),
  verb('leave', where, (parts, request) => {
    const user = personOf(parts, request.user)
    leave(parts.workspace, channelOf(parts, request.channel, user), user.id)
  }),
  verb('rename', where.extend({ name: z.string() }), (parts, request) => {
    const user = personOf(parts, request.user)
    rename(parts.workspace, channelOf(parts, request.channel, user), request.name, user.id)
  }),
  verb('heading', where.extend({ which: z.enum(['topic', 'purpose']), value: z.string() }), (parts, request) => {
    const user = personOf(parts, request.user)
    setHeading(parts.workspace, channelOf(parts, request.channel, user), request.which, request.value, user.id)
  }),
  verb('archive', where, (parts, request) => {
    const user = personOf(parts, request.user)
    archive(parts.workspace, channelOf(parts, request.channel, user), user.id)
  }),
  verb('unarchive', where, (parts, request) => {
    const user = personOf(parts, request.user)
    unarchive(parts.workspace, channelOf(parts, request.channel, user), user.id)
  }),
  verb('make-private', where, (parts, request) => {
    makePrivate(channelOf(parts, request.channel, personOf(parts, request.user)))
    parts.workspace.changes.bump()
  }),
  verb('delete-channel', where, (parts, request) => {
    const user = personOf(parts, request.user)
    destroy(parts.workspace, channelOf(parts, request.channel, user), user.id)
  }),
  verb('change-user', z.object({ user: z.string(), profile }), (parts, request) => {
    const user = personOf(parts, request.user)
    Object.assign(user, request.profile, { updated: parts.workspace.seconds() })
    const shape = userShape(user, parts.workspace.now(), true)
    parts.workspace.emit({ type: 'user_change', user: shape, cache_ts: user.updated, event_ts: parts.workspace.ts() })
  }),
  verb('add-user', z.object({ name: z.string().regex(/^[a-z0-9._-]+$/), profile }), (parts, request) => {
    const { workspace } = parts
    const { name } = request
    const here = { tz: 'Europe/London', locale: 'en-GB', updated: workspace.seconds() }
    const user = person({ id: workspace.id('U'), name, real_name: name, ...here })
    Object.assign(user, request.profile)
    workspace.state.users.push(user)
    workspace.emit({ type: 'team_join', user: userShape(user, workspace.now(), true), event_ts: workspace.ts() })
    return { id: user.id }
  }),
]
