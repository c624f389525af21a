import { randomUUID } from 'node:crypto'
import { typeByName } from '../file-type.ts'
import type { Parts } from '../parts.ts'
import { edit, post, remove } from '../workspace/messages.ts'
import type { Channel, Message, StoredFile, User } from '../workspace/state.ts'
import { composed } from '../page/kit/composing.ts'
import { Impossible } from './who.ts'
import { spell } from './spelling.ts'

const mustBeIn = (channel: Channel, user: User): void => {
  if (channel.is_archived) throw new Impossible('archived', `#${channel.name} is archived`, channel.name)
  if (!channel.members.includes(user.id)) {
    throw new Impossible('not-member', `${user.name} is not in #${channel.name}`, channel.name)
  }
}

/** How somebody says something. `raw` takes the text as Slack would send it, already escaped. */
export interface Saying {
  text: string
  thread?: string | undefined
  broadcast?: boolean | undefined
  raw?: boolean | undefined
}

/** Says something; returns the message. */
export const say = (parts: Parts, user: User, channel: Channel, saying: Saying): Message => {
  mustBeIn(channel, user)
  const text = saying.raw === true ? saying.text : spell(parts, saying.text, false)
  return post(parts.workspace, channel, {
    user: user.id,
    text,
    ...(text === '' ? {} : { blocks: composed(text) }),
    thread_ts: saying.thread,
    broadcast: saying.broadcast ?? false,
    extra: { client_msg_id: randomUUID() },
  })
}

/** Changes one's own words. */
export const editOwn = (parts: Parts, user: User, channel: Channel, message: Message, text: string): void => {
  if (message.user !== user.id) throw new Impossible('not-theirs', `${user.name} did not write ${message.ts}`)
  const sent = spell(parts, text, false)
  edit(parts.workspace, channel, message, { text: sent, blocks: composed(sent) }, user.id)
}

/** Takes a message away: one's own, or anybody's for an admin. */
export const removeOwn = (parts: Parts, user: User, channel: Channel, message: Message): void => {
  if (message.user !== user.id && !user.is_admin) {
    throw new Impossible('not-theirs', `${user.name} may not delete ${message.ts}`)
  }
  remove(parts.workspace, channel, message)
}

/** A file from somebody's machine. */
export interface GivenFile {
  name: string
  mime?: string | undefined
  content: Buffer
}

/** Keeps a file that stands in no message: a form holds it. */
export const keepFile = (parts: Parts, user: User, file: GivenFile): StoredFile => {
  const stored: StoredFile = {
    id: parts.workspace.id('F'),
    name: file.name,
    title: file.name,
    mimetype: file.mime ?? typeByName(file.name),
    size: file.content.length,
    user: user.id,
    created: parts.workspace.seconds(),
    base64: file.content.toString('base64'),
  }
  parts.workspace.state.files.push(stored)
  return stored
}

/** Shares a file with a word about it. */
export const upload = (
  parts: Parts,
  user: User,
  channel: Channel,
  file: GivenFile & { text: string; thread?: string | undefined },
): Message => {
  mustBeIn(channel, user)
  const stored = keepFile(parts, user, file)
  return post(parts.workspace, channel, {
    user: user.id,
    text: spell(parts, file.text, false),
    thread_ts: file.thread,
    files: [stored.id],
  })
}
