import { z } from 'zod'
import { channelOf, Impossible, personOf } from '../acts/who.ts'
import { channelShape, fileShape, messageShapes } from '../workspace/shapes.ts'
import { playable } from '../workspace/people.ts'
import { app, otherTeam, team } from '../workspace/identity.ts'
import { verb } from './verb.ts'
import type { Verb } from './verb.ts'

/** What a test, a bench or a page may look at. Every answer is a copy. */
export const readVerbs: Verb[] = [
  verb('who', z.unknown(), (parts) => ({
    team,
    otherTeam,
    app,
    people: playable(parts.workspace.state.users),
    users: parts.workspace.state.users,
    commands: parts.manifest.commands,
    shortcuts: parts.manifest.shortcuts,
  })),
  verb('channels', z.unknown(), (parts) =>
    parts.workspace.state.channels.map(({ messages, ...channel }) => ({ ...channel, messages: messages.length })),
  ),
  verb('channel', z.object({ channel: z.string(), user: z.string().optional() }), (parts, request) => {
    const { workspace } = parts
    const channel =
      request.user === undefined
        ? workspace.channelByName(request.channel)
        : channelOf(parts, request.channel, personOf(parts, request.user))
    if (channel === undefined) {
      throw new Impossible('unknown-name', `there is no channel called ${request.channel}`, request.channel)
    }
    return {
      ...channelShape(workspace, channel, app.botUser),
      kind: channel.kind,
      name: channel.name,
      topic: channel.topic,
      purpose: channel.purpose,
      members: channel.members,
      pins: channel.pins,
      bookmarks: channel.bookmarks,
      messages: messageShapes(workspace, channel, channel.messages),
    }
  }),
  verb('ephemerals', z.object({ user: z.string() }), (parts, request) => {
    const user = personOf(parts, request.user)
    return parts.workspace.state.ephemerals.filter((one) => one.user === user.id)
  }),
  verb(
    'forms',
    z.object({ user: z.string() }),
    (parts, request) => parts.workspace.state.stacks[personOf(parts, request.user).id] ?? [],
  ),
  verb(
    'home',
    z.object({ user: z.string() }),
    (parts, request) => parts.workspace.state.homes[personOf(parts, request.user).id] ?? null,
  ),
  verb('files', z.unknown(), (parts) =>
    parts.workspace.state.files.map((file) => ({ ...fileShape(file, parts.workspace.url), base64: file.base64 })),
  ),
  verb(
    'changes',
    z.object({ since: z.number(), timeoutMs: z.number().max(60_000).default(25_000) }),
    async (parts, request) => ({
      version: await parts.workspace.changes.after(request.since, request.timeoutMs),
    }),
  ),
]
