import type { Form, Outcome, Person } from '../../../sandbox/client.ts'
import type { Language } from '../../../src/domain/incident.ts'
import type { TextKey } from '../../../src/text/catalogue.ts'
import { textIn } from '../../../src/text/text.ts'
import { botUser } from '../promise/scene.ts'
import type { Stage } from '../stage.ts'
import { isChannelOf, titleOf } from '../titles.ts'
import { answers, type Written } from '../witness.ts'
import type { Act, Who } from './act.ts'

/** What somebody does; resolves with what came of it in words, rejects where it cannot be done. */
export type Does = (act: Act) => Promise<string>

/** Ways of doing things that many deeds share. */
export type Ground = Pick<Stage, 'slack' | 'witness'> & {
  /** Comes into the incident's channel, as anybody may who sees it. */
  enter(act: Act): Promise<Place>
  /** Types `/incident` with this behind it in the incident's channel. */
  types(act: Act, text: string): Promise<Outcome>
  /** Types a word with the act's own words, which belong in the timeline if the answer says one of this. */
  typesText(act: Act, word: string, ...done: TextKey[]): Promise<string>
  /** Notes that the act's words were written about its incident. */
  writes(act: Act, acknowledged: boolean): Written
  /** Does what opens a form, and resolves with that form: what was left open before would be taken for it. */
  opens(act: Act, how: (person: Person) => Promise<unknown>): Promise<Form>
}

/** The incident's channel; `isHeard`: Slack tells Stanch of what is said there now. */
export type Place = { readonly in: string; readonly isHeard: boolean }

/** How long somebody looks for a channel or a form, in ms. */
const looksForMs = 3_000

/** The ground for a stage; what people write is noted for the stage's witness. */
export const openGround = ({ slack, witness }: Stage): Ground => {
  const enter = async ({ who, incident }: Act): Promise<Place> => {
    const title = titleOf(incident)
    const channel = await slack.until(
      async () => (await slack.channels()).findLast(({ name, is_archived: gone }) => !gone && isChannelOf(title, name)),
      { timeoutMs: looksForMs, what: `the channel of ${title}` },
    )
    if (!(await slack.members(channel.id)).includes(who)) await slack.as(who).joins(channel.id)
    return { in: channel.id, isHeard: channel.members.includes(botUser) }
  }
  const types = async (act: Act, text: string): Promise<Outcome> =>
    slack.as(act.who).types(`/incident ${text}`, await enter(act))
  const writes = ({ incident, words: text }: Act, acknowledged: boolean): Written => {
    const one = { title: titleOf(incident), text, acknowledged, gone: false }
    witness.written.push(one)
    return one
  }
  return {
    slack,
    witness,
    enter,
    types,
    typesText: async (act, word, ...done) => {
      const outcome = await types(act, `${word} ${act.words}`)
      writes(act, answers(outcome.text?.split('\n')[0], ...done))
      return said(outcome)
    },
    writes,
    opens: async ({ who }, how) => {
      const person = slack.as(who)
      if ((await person.forms()).length > 0) await (await person.form()).close(true)
      await how(person)
      return person.form({ timeoutMs: looksForMs })
    },
  }
}

/** One of them. Throws, in these words, if there are none. */
export const oneOf = <Item>(items: readonly Item[], nth: number, whyNot: string): Item => {
  const found = items[nth % Math.max(1, items.length)]
  if (found === undefined) throw new Error(whyNot)
  return found
}

/** What somebody was answered. */
export const said = ({ ok, text, error }: Outcome): string => (ok ? (text ?? 'done') : (error ?? 'no answer'))

/** Hands a form in; resolves with what was found wrong with it. */
export const handIn = async (form: Form): Promise<string> => {
  const { ok, error, errors } = await form.submit()
  return ok ? 'handed in' : (error ?? Object.values(errors).join())
}

/** The same with words in its first field. */
export const fillIn = async (form: Form, words: string): Promise<string> =>
  handIn(await form.fill({ [form.labels()[0] ?? '']: words }))

/** What stands on something that is drawn for one person. */
export const labelFor = (who: Who, key: TextKey, holes: Readonly<Record<string, string>> = {}): string =>
  textIn(languageOf(who))(key, holes)

const languageOf = (who: Who): Language => (who === 'haruki' ? 'ja' : 'en')
