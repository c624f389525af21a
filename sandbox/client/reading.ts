import type { Bookmark, Ephemeral, Heading, Kit, Message, Reaction } from '../workspace/state.ts'

/** A file as a message carries it. */
export interface SharedFile {
  id: string
  name: string
  title: string
  mimetype: string
  size: number
  permalink: string
}

/** A message as anybody in the channel reads it. */
export interface ReadMessage extends Omit<Message, 'files'> {
  files?: SharedFile[]
  reactions?: Reaction[]
  reply_count?: number
  pinned_to?: string[]
}

/** A channel with all that is in it. */
export interface ReadChannel {
  id: string
  name: string
  kind: 'channel' | 'group' | 'im'
  is_archived: boolean
  creator: string
  topic: Heading
  purpose: Heading
  members: string[]
  pins: { ts: string; user: string; created: number }[]
  bookmarks: Bookmark[]
  /** Oldest first, thread replies among them. */
  messages: ReadMessage[]
}

/** A channel in the list; `messages` counts them. */
export type ListedChannel = Omit<ReadChannel, 'messages'> & { messages: number; user?: string }

/** Text and blocks of a message or of what one person alone sees. */
export type Shown = Pick<ReadMessage | Ephemeral, 'text' | 'ts'> & { blocks?: Kit[] | undefined }

const collect = (value: unknown, words: string[]): void => {
  if (Array.isArray(value)) for (const one of value) collect(one, words)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      if ((key === 'text' || key === 'name') && typeof one === 'string') words.push(one)
      else if (key !== 'value') collect(one, words)
    }
  }
}

/** Everything that can be read in a message, its blocks and buttons included, one piece a line. */
export const wordsIn = (shown: { text?: string; blocks?: Kit[] | undefined }): string => {
  const words: string[] = []
  collect(shown.blocks ?? [], words)
  return [...(words.length === 0 ? [shown.text ?? ''] : []), ...words].join('\n')
}
