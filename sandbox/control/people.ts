import { z } from 'zod'
import { typeCommand } from '../acts/command.ts'
import { close, fill, submit, topForm } from '../acts/form.ts'
import { openHome } from '../acts/home.ts'
import { press } from '../acts/press.ts'
import type { Surface } from '../acts/press.ts'
import { runMessageShortcut, runShortcut } from '../acts/shortcut.ts'
import { sayMany } from '../acts/say-many.ts'
import { editOwn, keepFile, removeOwn, say, upload } from '../acts/speech.ts'
import { suggest } from '../acts/suggest.ts'
import { channelOf, Impossible, messageOf, personOf } from '../acts/who.ts'
import type { Parts } from '../parts.ts'
import { pin, react, unpin, unreact } from '../workspace/marks.ts'
import { messageAt } from '../workspace/workspace.ts'
import { find } from '../workspace/views.ts'
import { fileShape } from '../workspace/shapes.ts'
import type { User, View } from '../workspace/state.ts'
import { verb } from './verb.ts'
import type { Verb } from './verb.ts'

const who = z.object({ user: z.string() })
const where = who.extend({ channel: z.string() })
const what = where.extend({ ts: z.string() })
const use = z.object({ blockId: z.string(), actionId: z.string(), value: z.unknown().optional() })
const container = z.union([z.object({ channel: z.string(), ts: z.string() }), z.object({ view: z.string() })])

/** A message's or view's place by what the request names. */
const surfaceOf = (parts: Parts, user: User, at: z.output<typeof container>): Surface => {
  if ('view' in at) {
    const home = parts.workspace.state.homes[user.id]
    const view = home?.id === at.view ? home : find(parts.workspace, at.view)?.view
    if (view === undefined) throw new Impossible('gone', `the view ${at.view} is not open`)
    return { kind: 'view', view }
  }
  const channel = channelOf(parts, at.channel, user)
  const message = messageAt(channel, at.ts)
  if (message !== undefined) return { kind: 'message', channel, message }
  const shown = parts.workspace.state.ephemerals.find((one) => one.ts === at.ts && one.user === user.id)
  if (shown === undefined) throw new Impossible('gone', `there is no message ${at.ts} for ${user.name}`)
  return { kind: 'ephemeral', channel, message: shown }
}

const formOf = (parts: Parts, user: User, id: string | undefined): View => {
  if (id === undefined) return topForm(parts, user)
  const found = find(parts.workspace, id)
  if (found === undefined || found.user !== user.id) throw new Impossible('gone', `the form ${id} is not open`)
  return found.view
}

const mark = (name: string, act: (parts: Parts, request: z.output<typeof marked>) => void): Verb =>
  verb(name, marked, act)
const marked = what.extend({ emoji: z.string().default('') })

/** What a person can do. */
export const peopleVerbs: Verb[] = [
  verb('command', where.extend({ text: z.string() }), (parts, request) => {
    const user = personOf(parts, request.user)
    return typeCommand(parts, user, channelOf(parts, request.channel, user), request.text)
  }),
  verb(
    'say',
    where.extend({
      text: z.string(),
      thread: z.string().optional(),
      broadcast: z.boolean().optional(),
      raw: z.boolean().optional(),
    }),
    (parts, request) => {
      const user = personOf(parts, request.user)
      return { ts: say(parts, user, channelOf(parts, request.channel, user), request).ts }
    },
  ),
  verb(
    'say-many',
    who.extend({ channels: z.array(z.string()), texts: z.array(z.string()), atOnce: z.number().int().positive() }),
    (parts, request) => {
      const user = personOf(parts, request.user)
      return sayMany(parts, user, { ...request, channels: request.channels.map((one) => channelOf(parts, one, user)) })
    },
  ),
  verb('edit', what.extend({ text: z.string() }), (parts, request) => {
    const user = personOf(parts, request.user)
    const channel = channelOf(parts, request.channel, user)
    editOwn(parts, user, channel, messageOf(channel, request.ts), request.text)
  }),
  verb('delete', what, (parts, request) => {
    const user = personOf(parts, request.user)
    const channel = channelOf(parts, request.channel, user)
    removeOwn(parts, user, channel, messageOf(channel, request.ts))
  }),
  ...(['react', 'unreact'] as const).map((name) =>
    mark(name, (parts, request) => {
      const user = personOf(parts, request.user)
      const channel = channelOf(parts, request.channel, user)
      const act = name === 'react' ? react : unreact
      act(parts.workspace, channel, messageOf(channel, request.ts), request.emoji.replaceAll(':', ''), user.id)
    }),
  ),
  ...(['pin', 'unpin'] as const).map((name) =>
    mark(name, (parts, request) => {
      const user = personOf(parts, request.user)
      const channel = channelOf(parts, request.channel, user)
      const act = name === 'pin' ? pin : unpin
      act(parts.workspace, channel, messageOf(channel, request.ts), user.id)
    }),
  ),
  verb(
    'upload',
    where.extend({
      name: z.string(),
      mime: z.string().optional(),
      base64: z.string().default(''),
      text: z.string().default(''),
      thread: z.string().optional(),
    }),
    (parts, request) => {
      const user = personOf(parts, request.user)
      const content = Buffer.from(request.base64, 'base64')
      return { ts: upload(parts, user, channelOf(parts, request.channel, user), { ...request, content }).ts }
    },
  ),
  verb(
    'attach',
    who.extend({ name: z.string(), mime: z.string().optional(), base64: z.string() }),
    (parts, request) => {
      const file = { ...request, content: Buffer.from(request.base64, 'base64') }
      return fileShape(keepFile(parts, personOf(parts, request.user), file), parts.workspace.url)
    },
  ),
  verb('press', who.extend({ at: container, use }), (parts, request) => {
    const user = personOf(parts, request.user)
    return press(parts, user, surfaceOf(parts, user, request.at), request.use)
  }),
  verb('suggest', who.extend({ at: container, use, typed: z.string() }), (parts, request) => {
    const user = personOf(parts, request.user)
    return suggest(parts, user, surfaceOf(parts, user, request.at), request.use, request.typed)
  }),
  verb('shortcut', who.extend({ name: z.string() }), (parts, request) =>
    runShortcut(parts, personOf(parts, request.user), request.name),
  ),
  verb('message-shortcut', what.extend({ name: z.string() }), (parts, request) => {
    const user = personOf(parts, request.user)
    const channel = channelOf(parts, request.channel, user)
    return runMessageShortcut(parts, user, request.name, { channel, message: messageOf(channel, request.ts) })
  }),
  verb(
    'fill',
    who.extend({ view: z.string().optional(), use, quiet: z.boolean().default(false) }),
    (parts, request) => {
      const user = personOf(parts, request.user)
      return fill(parts, user, formOf(parts, user, request.view), request.use, request.quiet)
    },
  ),
  verb('submit', who.extend({ view: z.string().optional() }), (parts, request) => {
    const user = personOf(parts, request.user)
    return submit(parts, user, formOf(parts, user, request.view))
  }),
  verb('close', who.extend({ all: z.boolean().default(false) }), (parts, request) =>
    close(parts, personOf(parts, request.user), request.all),
  ),
  verb('open-home', who.extend({ tab: z.enum(['home', 'messages']).default('home') }), (parts, request) =>
    openHome(parts, personOf(parts, request.user), request.tab),
  ),
]
