import type { Ask } from '../data/wire.ts'
import type { Names, Reader } from '../seen.ts'

/** What the guide and the play need of the window they are in. */
export type GuideParts = {
  readonly ask: Ask
  readonly reader: Reader
  readonly names: Names
  /** Another value after each change of the workspace. */
  readonly version: unknown
  /** Whether whoever is acted as has slash commands: people of another organisation have none. */
  readonly hasCommands: boolean
  /** Goes to a channel, by its id. */
  readonly go: (channel: string) => void
  /** Goes to this channel (or stays), puts this text into its composer, and the caret behind it. */
  readonly compose: (text: string, channel: string | undefined) => void
}
