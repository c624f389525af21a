import { messageOf, languages, type TextKey } from '../../src/text/catalogue.ts'

/** What people did and what they were answered, in the order in which they did it: what the promise is measured by. */
export type Witness = {
  /** Every try to declare. `number`: of the incident that the answer named; undefined where it named none. */
  readonly declared: Declared[]
  /** Every text that belongs in a timeline, in the order in which it was written. */
  readonly written: Written[]
  /** Error codes with which Slack was told to refuse something for good. */
  readonly refusals: Set<string>
  /** What reached customers outside of Slack, in the order in which it came. */
  readonly received: Received[]
}

/** A webhook or a letter. `id`: its delivery id or its Message-ID. */
export type Received = { readonly way: 'webhook' | 'letter'; readonly id: string; readonly content: string }

/** A try to declare: titles tell incidents apart. */
export type Declared = { readonly title: string; number: number | undefined }

/** Something written about the incident that was declared under this title. */
export type Written = {
  readonly title: string
  text: string
  /** The person was told that it is recorded; a message is acknowledged by standing in the channel. */
  readonly acknowledged: boolean
  /** Its message was deleted. */
  gone: boolean
}

/** One who has seen nothing yet. */
export const openWitness = (): Witness => ({ declared: [], written: [], refusals: new Set(), received: [] })

/** Does this answer say so, in whatever language the reader has? */
export const answers = (said: string | undefined, ...keys: readonly TextKey[]): boolean =>
  said !== undefined &&
  keys.some((key) => languages.some((language) => patternOf(messageOf(language, key)).test(said.trim())))

/** The number in an answer to a declare that says that it is recorded. */
export const declaredNumber = (said: string | undefined): number | undefined =>
  answers(said, 'answer.declared', 'answer.declared-alike') ? numberIn(said) : undefined

/** The number in the form that says that a report is recorded. */
export const reportedNumber = (said: string | undefined): number | undefined =>
  numberIn(said?.split('\n').find((line) => answers(line, 'answer.reported')))

const numberIn = (said: string | undefined): number | undefined => {
  const [, digits] = /INC-(\d+)/.exec(said ?? '') ?? []
  return digits === undefined ? undefined : Number(digits)
}

/** Any values in the places of its placeholders. */
const patternOf = (icu: string): RegExp => {
  const fixed = icu.split(/\{[^{}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${fixed.join('[\\s\\S]*')}$`)
}
