import type { Kit, Language, Values } from './seen.ts'

/** Why a person could not do something; the page says it in their language. */
export type Impossibility =
  | 'archived'
  | 'not-member'
  | 'not-theirs'
  | 'no-shortcuts'
  | 'unknown-name'
  | 'gone'
  | 'playing'
  | 'name-taken'
  | 'bad-name'

/** Somebody of the workspace as the page knows them. */
export type SeenUser = {
  readonly id: string
  readonly name: string
  readonly realName: string
  readonly language: Language
  readonly timeZone: string
  readonly isBot: boolean
  /** Can be acted as. */
  readonly isPlayable: boolean
  readonly isGuest: boolean
  readonly isStranger: boolean
  readonly isAdmin: boolean
}

/** A slash command of the manifest; `usageHint` is '' where there is none. */
export type SeenCommand = { readonly command: string; readonly description: string; readonly usageHint: string }

/** A shortcut of the manifest: from anywhere, or from a message's menu. */
export type SeenShortcut = { readonly name: string; readonly type: 'global' | 'message'; readonly description: string }

/** `page`: what does not depend on who looks. */
export type PageAnswer = {
  readonly team: { readonly name: string }
  readonly app: { readonly botUser: string; readonly botName: string }
  readonly commands: readonly SeenCommand[]
  readonly shortcuts: readonly SeenShortcut[]
}

/** A link in the bar above a channel. */
export type SeenBookmark = { readonly id: string; readonly title: string; readonly link: string }

/** A channel that somebody may know of: one of theirs, or one that they may join. */
export type SeenChannel = {
  readonly id: string
  /** '' for a direct message. */
  readonly name: string
  readonly kind: 'channel' | 'group' | 'im'
  readonly isArchived: boolean
  readonly isMember: boolean
  readonly topic: string
  readonly purpose: string
  readonly members: readonly string[]
  readonly pins: number
  readonly bookmarks: readonly SeenBookmark[]
  /** Messages that others wrote after `readTo`; counted up to 100. */
  readonly unread: number
  /** Those of them that name the reader; in a direct message, all. */
  readonly mentions: number
  /** The ts up to which the reader has read; '0' for nothing. */
  readonly readTo: string
}

/** A file on a message; `path` is where this server has it. */
export type SeenFile = {
  readonly id: string
  readonly name: string
  readonly mimetype: string
  /** Bytes. */
  readonly size: number
  readonly path: string
}

/** A message as its reader sees it. Fields of Slack's own keep Slack's names. */
export type SeenMessage = {
  readonly ts: string
  readonly user?: string | undefined
  readonly bot_id?: string | undefined
  readonly subtype?: string | undefined
  readonly text: string
  readonly blocks?: readonly Kit[] | undefined
  readonly thread_ts?: string | undefined
  readonly edited?: { readonly user: string; readonly ts: string } | undefined
  readonly reactions?: readonly { readonly name: string; readonly users: readonly string[] }[] | undefined
  readonly files?: readonly SeenFile[] | undefined
  readonly reply_count?: number | undefined
  readonly reply_users?: readonly string[] | undefined
  readonly latest_reply?: string | undefined
  readonly isPinned: boolean
  /** What the reader has chosen in its menus. */
  readonly chosen?: Values | undefined
  /** Only the reader sees it. */
  readonly isPrivate?: boolean
}

/** A form as it stands before the reader, or the app's home. */
export type SeenView = {
  readonly id: string
  readonly type: 'modal' | 'home'
  readonly callback_id: string
  readonly blocks: readonly Kit[]
  readonly title?: Kit | undefined
  readonly submit?: Kit | undefined
  readonly close?: Kit | undefined
  readonly values: Values
  /** What the last submit was refused with, by block id. */
  readonly errors: Readonly<Record<string, string>>
}

/** `messages`: a run of a channel, oldest first, without replies that stand in their thread alone. */
export type MessagesAnswer = {
  readonly messages: readonly SeenMessage[]
  readonly hasOlder: boolean
  readonly hasNewer: boolean
}

/** `thread`: the message that began it (or what is left of it), then the replies. */
export type ThreadAnswer = { readonly messages: readonly SeenMessage[] }

/**
 * `follow`: what a window shows besides messages, whole (it is small), and which messages of its channel have changed
 * since the version it named.
 */
export type FollowAnswer = {
  /** Another one than before: the server was started anew, and versions count from 0. */
  readonly epoch: string
  readonly version: number
  readonly users: readonly SeenUser[]
  readonly channels: readonly SeenChannel[]
  /** Forms open before the reader, the top one last. */
  readonly forms: readonly SeenView[]
  /** What only the reader sees in the channel they look at. */
  readonly whispers: readonly SeenMessage[]
  /** Messages of that channel that are new or changed, replies among them. */
  readonly changed: readonly SeenMessage[]
  /** Those that are no more, by their ts. */
  readonly gone: readonly string[]
  /** The record does not reach back to the version named: read the channel anew. */
  readonly isGap: boolean
}
