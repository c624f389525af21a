import type { ComponentChildren } from 'preact'
import type { SeenMessage } from '../answers.ts'
import { useTools } from '../tools.ts'
import type { Words } from '../words/words.ts'

/** What the channel itself tells: who came and went, what it is called. Slack's clients say it in their own words. */
type Told = SeenMessage & {
  readonly topic?: string
  readonly purpose?: string
  readonly name?: string
  readonly old_name?: string
}

const sayings: Readonly<Record<string, (words: Words, told: Told) => ComponentChildren>> = {
  join: (words) => words.hasJoined,
  leave: (words) => words.hasLeft,
  topic: (words, { topic = '' }) => (topic === '' ? words.clearedTopic : words.setTopic({ value: isolated(topic) })),
  purpose: (words, { purpose = '' }) => words.setPurpose({ value: isolated(purpose) }),
  name: (words, { old_name: old = '', name = '' }) => words.renamed({ old: isolated(old), now: isolated(name) }),
  archive: (words) => words.hasArchived,
  unarchive: (words) => words.hasUnarchived,
}

/** What somebody typed, kept from turning the sentence around it. */
const isolated = (text: string): string => `\u2068${text}\u2069`

const sayingOf = ({ subtype }: SeenMessage) => sayings[/^(?:channel|group)_(\w+)$/.exec(subtype ?? '')?.[1] ?? '']

/** Whether the channel itself tells this, or it is what is left of a deleted message. */
export const isSystemLine = (message: SeenMessage): boolean =>
  message.subtype === 'tombstone' || sayingOf(message) !== undefined

/** Such a line, in the reader's language. */
export const SystemLine = (props: { message: SeenMessage; name: string; time: ComponentChildren }) => {
  const { message, name, time } = props
  const { words } = useTools()
  if (message.subtype === 'tombstone') return <p class="system">{words.deleted}</p>
  return (
    <p class="system">
      <bdi class="author">{name}</bdi> {sayingOf(message)?.(words, message)} {time}
    </p>
  )
}
