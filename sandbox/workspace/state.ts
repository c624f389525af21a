/** A block, element or other Block Kit object as it came over the wire: checked by block-kit/, otherwise left alone. */
export type Kit = Record<string, unknown>

/** A member of the workspace (or a stranger from a connected one), shaped like Slack's user object plus a locale. */
export interface User {
  id: string
  team_id: string
  name: string
  real_name: string
  deleted: boolean
  tz?: string | undefined
  locale?: string | undefined
  /** What this person speaks, whether Slack has an interface in it or not: a matter of the page, never sent to the app. */
  speaks?: 'en' | 'he' | 'ar' | 'ja' | undefined
  is_admin: boolean
  is_owner: boolean
  is_restricted: boolean
  is_ultra_restricted: boolean
  is_bot: boolean
  is_stranger: boolean
  email?: string | undefined
  display_name: string
  /** Unix seconds, like Slack's `updated`. */
  updated: number
}

/** A file a person or the bot uploaded; its bytes are kept as base64 so that the state stays one JSON document. */
export interface StoredFile {
  id: string
  name: string
  title: string
  mimetype: string
  size: number
  user: string
  /** Unix seconds. */
  created: number
  base64: string
}

/** One reaction on a message, with everybody who gave it, in order. */
export interface Reaction {
  name: string
  users: string[]
  count: number
}

/** A message as Slack's history shows it; the channel holds it, so it does not name the channel itself. */
export interface Message {
  type: 'message'
  subtype?: string | undefined
  user?: string | undefined
  bot_id?: string | undefined
  app_id?: string | undefined
  team?: string | undefined
  user_team?: string | undefined
  source_team?: string | undefined
  client_msg_id?: string | undefined
  text: string
  ts: string
  thread_ts?: string | undefined
  parent_user_id?: string | undefined
  blocks?: Kit[] | undefined
  metadata?: Kit | undefined
  edited?: { user: string; ts: string } | undefined
  reactions?: Reaction[] | undefined
  files?: string[] | undefined
  inviter?: string | undefined
  topic?: string | undefined
  purpose?: string | undefined
  name?: string | undefined
  old_name?: string | undefined
  /** What each person has chosen in this message's menus, by user: Slack's client keeps it for oneself. */
  chosen?: Record<string, Values> | undefined
}

/** `state.values` of a view or message: what stands in each input, by block id, then action id. */
export type Values = Record<string, Record<string, Kit>>

/** A message that one person alone sees. */
export interface Ephemeral {
  /** A ts of its own: no call can find or change it by this. */
  ts: string
  channel: string
  user: string
  text: string
  blocks?: Kit[] | undefined
  thread_ts?: string | undefined
  /** Which road it came by; `slackbot` is Slack's own word about a failed command. */
  from: 'ack' | 'response_url' | 'postEphemeral' | 'slackbot'
  chosen?: Record<string, Values> | undefined
}

/** A link in the bar above a channel. */
export interface Bookmark {
  id: string
  channel_id: string
  title: string
  link: string
  emoji: string
  type: string
  /** Unix seconds. */
  date_created: number
}

/** A topic or a purpose, with who set it and when (Unix seconds). */
export interface Heading {
  value: string
  creator: string
  last_set: number
}

/** A public channel, a private one, or a direct message between one person and the bot. */
export interface Channel {
  id: string
  name: string
  kind: 'channel' | 'group' | 'im'
  creator: string
  /** Unix seconds. */
  created: number
  is_archived: boolean
  is_general: boolean
  members: string[]
  topic: Heading
  purpose: Heading
  previous_names: string[]
  pins: { ts: string; user: string; created: number }[]
  bookmarks: Bookmark[]
  /** Oldest first, thread replies among them; sorted by ts. */
  messages: Message[]
  /** The person at the other end of a direct message. */
  user?: string | undefined
}

/** A view as it stands before a person: a form in the stack, or the home page. */
export interface View {
  id: string
  type: 'modal' | 'home'
  blocks: Kit[]
  title?: Kit | undefined
  submit?: Kit | undefined
  close?: Kit | undefined
  callback_id: string
  private_metadata: string
  external_id: string
  clear_on_close: boolean
  notify_on_close: boolean
  hash: string
  previous_view_id: string | null
  root_view_id: string
  /** What the person has put in so far. */
  values: Values
  /** What the last submit was refused with, by block id. */
  errors: Record<string, string>
}

/** The whole workspace: everything that outlives a restart, as one JSON document. */
export interface State {
  version: 1
  /** The last number given out for an id. */
  counter: number
  /** The last ts given out, in microseconds since 1970: a ts is never given twice. */
  lastTs: number
  users: User[]
  channels: Channel[]
  files: StoredFile[]
  ephemerals: Ephemeral[]
  /** Forms open before each person, the top one last. */
  stacks: Record<string, View[]>
  homes: Record<string, View>
  /** Up to which ts each person has read each channel, by user and channel. */
  read?: Record<string, Record<string, string>> | undefined
}
