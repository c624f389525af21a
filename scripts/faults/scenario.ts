import type { Form, Person, Slack } from '../../sandbox/client.ts'
import { wordsIn } from '../../sandbox/client.ts'
import type { Stage } from './stage.ts'
import { isChannelOf } from './titles.ts'

/** Something that somebody does to the incident of a title, in the middle of which a fault is to happen. */
export type Scenario = {
  readonly name: string
  /** The scenario that is played before it; without one it is the first that the incident hears of. */
  readonly after?: string
  /** What they do just before, free of faults: the form is open, the button is there. */
  ready?(stage: Stage, title: string): Promise<unknown>
  /** What they do last; everything after it is at risk. An answer that never comes is part of the game. */
  act(stage: Stage, title: string): Promise<unknown>
}

/** Long enough for a busy machine; in ms. */
const patience = { timeoutMs: 10_000 }

/** The form that stands before somebody; Noa, unless another is named. */
export const formOf = (slack: Slack, who = 'noa'): Promise<Form> => slack.as(who).form(patience)

/**
 * Somebody closes what stands before them, and does what opens another form; resolves with that. Where none comes (a
 * busy machine's three seconds for it are over) they do it again.
 */
export const opened = async (slack: Slack, who: string, act: (person: Person) => Promise<unknown>): Promise<Form> => {
  const person = slack.as(who)
  for (let tries = 1; ; tries++) {
    if ((await person.forms()).length > 0) await (await person.form()).close(true)
    await act(person)
    const isThere = async (): Promise<boolean> => (await person.forms()).length > 0
    const came = await slack.until(isThere, patience).catch(() => false)
    if (came || tries === 3) return formOf(slack, who)
  }
}

/** The same form with words in its first field. */
export const filled = async (form: Form, words: string): Promise<Form> => form.fill({ [form.labels()[0] ?? '']: words })

/** Hands in the form before somebody. */
export const handIn =
  (who = 'noa'): Scenario['act'] =>
  async ({ slack }) =>
    (await formOf(slack, who)).submit()

/** Where an incident is worked on. */
export const channelOf = async (slack: Slack, title: string): Promise<{ in: string }> => {
  const channel = (await slack.channels()).find(({ name }) => isChannelOf(title, name))
  if (channel === undefined) throw new Error(`${title} has no channel`)
  return { in: channel.name }
}

/** Where a report waits in the announcement channel. */
export const announcementOf = async (slack: Slack, title: string): Promise<{ in: string; ts: string }> => {
  const found = (await slack.messages('incidents')).findLast((message) => wordsIn(message).includes(title))
  if (found === undefined) throw new Error(`${title} is announced nowhere`)
  return { in: 'incidents', ts: found.ts }
}
