import type { Form, Outcome, Person } from '../../../sandbox/client.ts'
import type { TextKey } from '../../../src/text/catalogue.ts'
import type { Stage } from '../stage.ts'
import { isChannelOf, titleOf } from '../titles.ts'
import { answers, declaredNumber, type Written } from '../witness.ts'
import type { Act, Who } from './plan.ts'

/** A message that somebody said in an incident's channel, and what of it stands in the timeline. */
type Message = {
  readonly ts: string
  readonly by: Who
  readonly place: { readonly in: string }
  readonly title: string
  readonly written: Written | undefined
  readonly pinnedBy: Set<Who>
  deleted: boolean
}

/** People who act on a stage, and remember what they said. */
export type Cast = {
  /**
   * Does one thing, as far as it can be done; resolves with what came of it in words. A person who does not find the
   * button, or is told of an error, goes on to the next thing.
   */
  does(act: Act): Promise<string>
}

/** How long somebody looks for a channel or a form, in ms. */
const looksForMs = 3_000

const severities = ['sev1', 'sev2', 'sev3', 'sev4']
const statuses = ['investigating', 'identified', 'monitoring']
const roles = ['lead', 'comms', 'scribe']
const claims = ["I'm IC", "I'll take comms", "I'll be scribe", 'I am the incident commander']

/** A cast for this stage; what it does is noted for the stage's witness. */
export const openCast = ({ slack, witness }: Stage): Cast => {
  const messages: Message[] = []

  /** Comes into the channel, as anybody may who sees it. */
  const enter = async (who: Who, title: string): Promise<{ in: string }> => {
    const channel = await slack.until(
      async () => (await slack.channels()).findLast(({ name, is_archived: gone }) => !gone && isChannelOf(title, name)),
      { timeoutMs: looksForMs, what: `the channel of ${title}` },
    )
    if (!(await slack.members(channel.id)).includes(who)) await slack.as(who).joins(channel.id)
    return { in: channel.id }
  }
  const writes = (title: string, text: string, acknowledged: boolean): Written => {
    const one = { title, text, acknowledged, gone: false }
    witness.written.push(one)
    return one
  }
  const chosen = (act: Act, fits: (message: Message) => boolean): Message => {
    const found = messages.filter((one) => one.title === titleOf(act.incident) && !one.deleted && fits(one))
    const one = found[act.nth % Math.max(1, found.length)]
    if (one === undefined) throw new Error('there is no such message')
    return one
  }

  const does = async (act: Act): Promise<string> => {
    const { who, words, nth } = act
    const person = slack.as(who)
    const title = titleOf(act.incident)
    const types = async (text: string): Promise<Outcome> => person.types(`/incident ${text}`, await enter(who, title))
    const typesText = async (word: string, ...done: TextKey[]): Promise<string> => {
      const outcome = await types(`${word} ${words}`)
      writes(title, words, answers(outcome.text, ...done))
      return said(outcome)
    }
    switch (act.deed) {
      case 'declare': {
        const severity = severities[nth % severities.length]
        const outcome = await person.types(`/incident declare ${severity} ${title}`, { in: 'general' })
        witness.declared.push({ title, number: declaredNumber(outcome.text) })
        return said(outcome)
      }
      case 'join':
        return JSON.stringify(await enter(who, title))
      case 'note':
        return typesText('note', 'answer.note-added')
      case 'update':
        return typesText('update', 'answer.update-posted')
      case 'follow-up':
        return typesText('follow-up', 'answer.follow-up-added')
      case 'follow-up-done':
        return said(await types('follow-up done 1'))
      case 'severity':
        return said(await types(`severity ${severities[nth % severities.length]}`))
      case 'status':
        return said(await types(`status ${statuses[nth % statuses.length]}`))
      case 'role':
        return said(await types(`role ${nth % 4 === 3 ? 'release ' : ''}${roles[nth % roles.length]}`))
      case 'rename':
        return said(await types(`rename ${title.split(' ')[0]} again, ${words}`))
      case 'reopen':
      case 'cancel':
        return said(await types(`${act.deed} ${words}`))
      case 'claim': {
        const place = await enter(who, title)
        return person.says(claims[nth % claims.length] ?? '', place)
      }
      case 'say': {
        const place = await enter(who, title)
        const isEntry = nth % 2 === 0
        const ts = await person.says(isEntry ? `timeline: ${words}` : `Looking at it, ${words}`, place)
        const written = isEntry ? writes(title, words, true) : undefined
        messages.push({ ts, by: who, place, title, written, pinnedBy: new Set(), deleted: false })
        return ts
      }
      case 'pin': {
        const { ts, place, pinnedBy } = chosen(act, (one) => !one.pinnedBy.has(who))
        await person.reacts('pushpin', ts, place)
        pinnedBy.add(who)
        return ts
      }
      case 'unpin': {
        const { ts, place, pinnedBy } = chosen(act, (one) => one.pinnedBy.has(who))
        await person.unreacts('pushpin', ts, place)
        pinnedBy.delete(who)
        return ts
      }
      case 'edit': {
        const one = chosen(act, ({ by }) => by === who)
        await person.edits(
          one.ts,
          one.written === undefined ? `Looked at it, ${words}` : `timeline: ${words}`,
          one.place,
        )
        if (one.written !== undefined) one.written.text = words
        return one.ts
      }
      case 'delete': {
        const one = chosen(act, ({ by }) => by === who)
        await person.deletes(one.ts, one.place)
        one.deleted = true
        if (one.written !== undefined) one.written.gone = true
        return one.ts
      }
      case 'resolve':
        await closeForms(person)
        await types('resolve')
        return handIn(await person.form({ timeoutMs: looksForMs }), words)
      case 'postmortem': {
        await closeForms(person)
        await person.presses('Edit', await enter(who, title))
        return handIn(await person.form({ timeoutMs: looksForMs }), words)
      }
      case 'publish':
        return said(await person.presses('Publish', await enter(who, title)))
      case 'export':
        return said(await person.presses('Export', await enter(who, title)))
      default: {
        const never: never = act.deed
        return never
      }
    }
  }
  return {
    does: (act) =>
      does(act).catch((error: unknown) => `could not: ${error instanceof Error ? error.message : String(error)}`),
  }
}

const said = ({ ok, text, error }: Outcome): string => (ok ? (text ?? 'done') : (error ?? 'no answer'))

/** What was left open before would be taken for the form that comes now. */
const closeForms = async (person: Person): Promise<void> => {
  if ((await person.forms()).length > 0) await (await person.form()).close(true)
}

const handIn = async (form: Form, words: string): Promise<string> => {
  const [first = ''] = form.labels()
  const { ok, error, errors } = await (await form.fill({ [first]: words })).submit()
  return ok ? 'handed in' : (error ?? Object.values(errors).join())
}
