import type {
  App,
  BlockAction,
  RespondArguments,
  SlackShortcut,
  ViewResponseAction,
  ViewSubmitAction,
} from '@slack/bolt'
import type { Block, KnownBlock } from '@slack/types'
import { messageView } from '../views/forms/message.ts'
import { calledIn, pressedIn, saidIn, submittedIn } from './asked.ts'
import { given, NotOurs } from './given.ts'
import { type Attempt, type Voice, answerWithinMs, attempt, voiceOf, within } from './attempt.ts'
import { type Done, type Way, follow, tell, wayTo } from './follow.ts'
import { formWithHold, withHold } from './held.ts'
import type { Answer, Asked, Called, FormAnswer, House, Pressed, SlashWord, Submitted, Words } from './handler.ts'
import { pressPayload, shortcutPayload, slashPayload, submitPayload } from './payloads.ts'

/** How the edge finds who answers; undefined for a control that nobody answers any more. */
export type Switchboard = {
  /** Always finds one: an unknown word is answered too. `raw`: what is left for it to read. */
  word(text: string): Pick<SlashWord, 'answer' | 'whileAway'> & { readonly raw: string }
  press(actionId: string): ((pressed: Pressed, house: House) => Promise<Answer>) | undefined
  submit(callbackId: string): ((submitted: Submitted, house: House) => Promise<FormAnswer>) | undefined
  shortcut(callbackId: string): ((called: Called, house: House) => Promise<Answer>) | undefined
}

const anything = /^/

/**
 * Listens to every slash command, press, form and shortcut with one listener each (Bolt runs all that match), so an
 * unknown one is acknowledged too. An acknowledgement goes out when what it says is committed, and before Slack's 3 s
 * in any case.
 */
export const listenAtEdge = (app: App, house: House, switchboard: Switchboard): void => {
  app.command(anything, async ({ body, ack }) => {
    const voice = voiceOf(house, body.user_id)
    const way = wayTo(house, body)
    const work = attempt(house, { kind: 'slash', user: body.user_id, channel: body.channel_id }, voice, async () => {
      const payload = given(slashPayload, body)
      const { answer, whileAway, raw } = switchboard.word(payload.text)
      if (whileAway !== undefined) voice.whileAway = () => whileAway(house, voice.t)
      const said = learn(voice, await saidIn(payload, raw, house))
      return { asked: said, answer: withHold(await answer(said, house), house, said.t) }
    })
    const first = await within(answerWithinMs, work)
    if (first === 'late') {
      await ack(ephemeral({ text: voice.t('answer.late') }))
      return follow(house, voice, way, await work)
    }
    if (!first.ok) return ack(ephemeral({ text: first.words }))
    const { answer } = first.result
    if (answer !== 'done' && 'say' in answer) return ack(ephemeral(answer.say))
    await ack()
    return follow(house, voice, way, first)
  })

  app.action<BlockAction>(anything, async ({ body, ack }) => {
    const voice = voiceOf(house, body.user.id)
    const action = body.actions[0]?.action_id
    const work = attempt(house, { kind: 'press', user: body.user.id, action }, voice, async () => {
      const payload = given(pressPayload, body)
      const pressed = learn(voice, await pressedIn(payload, house))
      const press = switchboard.press(action ?? '')
      const answer = press === undefined ? unanswered(pressed, house) : await press(pressed, house)
      return { asked: pressed, answer: withHold(answer, house, pressed.t) }
    })
    await acknowledgeInTime(house, voice, wayTo(house, body), work, () => ack())
  })

  app.shortcut<SlackShortcut>(anything, async ({ body, ack }) => {
    const voice = voiceOf(house, body.user.id)
    const work = attempt(
      house,
      { kind: 'shortcut', user: body.user.id, shortcut: body.callback_id },
      voice,
      async () => {
        const payload = given(shortcutPayload, body)
        const called = learn(voice, await calledIn(payload, house))
        const call = switchboard.shortcut(payload.callback_id)
        const answer = call === undefined ? unanswered(called, house) : await call(called, house)
        return { asked: called, answer: withHold(answer, house, called.t) }
      },
    )
    await acknowledgeInTime(house, voice, wayTo(house, body), work, () => ack())
  })

  app.view<ViewSubmitAction>(anything, async ({ body, ack }) => {
    const voice = voiceOf(house, body.user.id)
    const { callback_id: form, blocks } = body.view
    const work = attempt(house, { kind: 'form', user: body.user.id, form }, voice, async () => {
      const payload = given(submitPayload, body)
      const submitted = learn(voice, await submittedIn(payload, house))
      const submit = switchboard.submit(form)
      if (submit === undefined) throw new NotOurs('a form that nobody answers')
      return formWithHold(await submit(submitted, house), house, submitted.t)
    })
    const first = await within(answerWithinMs, work)
    // What was typed stays in the form, so that it can be handed in again: the same answers are the same command.
    if (first === 'late') return ack(failed(blocks, voice.t('answer.form-late'), voice))
    if (!first.ok) return ack(failed(blocks, first.words, voice))
    const answer = first.result
    if (answer === 'close') return ack()
    if ('errors' in answer) return ack({ response_action: 'errors', errors: { ...answer.errors } })
    return ack({ response_action: 'update', view: answer.show })
  })
}

const learn = <Request extends Asked>(voice: Voice, request: Request): Request => {
  voice.t = request.t
  voice.request = request.id
  return request
}

const ephemeral = (words: Words): RespondArguments => ({
  response_type: 'ephemeral',
  text: words.text,
  ...(words.blocks !== undefined && { blocks: [...words.blocks] }),
})

/**
 * The words under the form's first field: Slack shows an error there only for blocks of the type `input`
 * (docs.slack.dev/surfaces/modals#displaying_errors). A form without any gets them in another form over it.
 */
const failed = (blocks: readonly (KnownBlock | Block)[], words: string, { t }: Voice): ViewResponseAction => {
  const field = blocks.find(({ type }) => type === 'input')?.block_id
  return field === undefined
    ? { response_action: 'push', view: messageView(words, t) }
    : { response_action: 'errors', errors: { [field]: words } }
}

/**
 * A control of an earlier version: its presser is told so where that is possible. A link is a button too, and needs no
 * answer.
 */
const unanswered = (asked: Asked, house: House): Answer => {
  house.log.info({ event: 'unknown-control', user: asked.user }, 'a control that nobody answers')
  return asked.reply === undefined ? 'done' : { say: { text: asked.t('answer.unknown-control') } }
}

/** The acknowledgement of a press or a shortcut carries no words: they follow it. */
const acknowledgeInTime = async (
  house: House,
  voice: Voice,
  way: Way,
  work: Promise<Attempt<Done>>,
  ack: () => Promise<void>,
): Promise<void> => {
  const first = await within(answerWithinMs, work)
  await ack()
  if (first === 'late') await tell(house, voice, way, { text: voice.t('answer.late') })
  await follow(house, voice, way, await work)
}
