import { messageView } from '../views/forms/message.ts'
import { isSlackUrl } from '../reply-url.ts'
import { type Attempt, type Voice, attempt } from './attempt.ts'
import { NotOurs } from './given.ts'
import type { Answer, Asked, House, Words } from './handler.ts'

/** A request that was worked on, and its answer. */
export type Done = { readonly asked: Asked; readonly answer: Answer }

/** The ways back to a person after the acknowledgement: bearer secrets both, used at once and never logged. */
export type Way = {
  readonly url: string | undefined
  readonly trigger: string | undefined
  /** The form in which it was pressed. */
  readonly form: { readonly id: string; readonly hash: string | undefined } | undefined
}

/** Read from the payload as it came, so that there is a way back even when the rest of it cannot be read. */
export const wayTo = (house: House, body: object): Way => {
  const text = (name: string): string | undefined => {
    const value: unknown = Reflect.get(body, name)
    return typeof value === 'string' ? value : undefined
  }
  const url = text('response_url')
  return {
    url: url !== undefined && isSlackUrl(url, house.slackApiUrl) ? url : undefined,
    trigger: text('trigger_id'),
    form: formOf(Reflect.get(body, 'view')),
  }
}

const formOf = (view: unknown): Way['form'] => {
  if (typeof view !== 'object' || view === null) return undefined
  const id: unknown = Reflect.get(view, 'id')
  const hash: unknown = Reflect.get(view, 'hash')
  return typeof id === 'string' ? { id, hash: typeof hash === 'string' ? hash : undefined } : undefined
}

/** What is left to do once it is acknowledged: open the form, say the words. One try; a failure is logged and told. */
export const follow = async (house: House, voice: Voice, way: Way, done: Attempt<Done>): Promise<void> => {
  if (!done.ok) return tell(house, voice, way, { text: done.words })
  const { answer } = done.result
  if (answer === 'done') return
  if ('say' in answer) return tell(house, voice, way, answer.say)
  const opened = await attempt(house, { kind: 'open-form' }, voice, () => open(house, way, answer))
  if (!opened.ok && way.url !== undefined) {
    await tell(house, voice, { ...way, trigger: undefined }, { text: voice.t('answer.form-not-opened') })
  }
}

const open = async (house: House, way: Way, answer: Exclude<Answer, 'done' | { say: Words }>): Promise<void> => {
  if ('redraw' in answer) {
    if (way.form === undefined) throw new NotOurs('a form to redraw, and none is open')
    return house.forms.update(way.form.id, way.form.hash, answer.redraw)
  }
  if (way.trigger === undefined) throw new Error('a form to open, and no trigger')
  return 'push' in answer ? house.forms.push(way.trigger, answer.push) : house.forms.open(way.trigger, answer.open)
}

/** Says something to the person who asked, where that can be done: below the message, else in a small form. */
export const tell = async (house: House, voice: Voice, way: Way, words: Words): Promise<void> => {
  const { url, trigger, form } = way
  await attempt(house, { kind: 'tell' }, voice, async () => {
    if (url !== undefined) return house.forms.respond(url, words)
    if (trigger === undefined) return
    const view = messageView(words.text, voice.t)
    return form === undefined ? house.forms.open(trigger, view) : house.forms.push(trigger, view)
  })
}
