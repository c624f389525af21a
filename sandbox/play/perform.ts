import { typeCommand } from '../acts/command.ts'
import { fill, submit } from '../acts/form.ts'
import { say } from '../acts/speech.ts'
import { channelOf, Impossible, personOf } from '../acts/who.ts'
import type { NotPossible } from '../page/data/wire.ts'
import type { Parts } from '../parts.ts'
import { join } from '../workspace/channels.ts'
import { app } from '../workspace/identity.ts'
import { placed } from '../workspace/inputs.ts'
import type { Channel, User, View } from '../workspace/state.ts'
import { stackOf } from '../workspace/views.ts'
import type { Follows, Scene } from './scenes.ts'

/**
 * Why a scene did not come off: the app took nothing (`error`, Slack's word), would not have the form (`error`, its own
 * words), somebody has closed the form, or what must follow did not come in time.
 */
export type Trouble =
  | { readonly code: 'not-connected' | 'no-channel' | 'no-form' | 'form-closed' }
  | { readonly code: 'no-answer' | 'form-refused'; readonly error: string }
  | { readonly code: 'impossible'; readonly error: string; readonly notPossible: NotPossible }

/** The set: the incident's channel, once there is one, and those of the app's that were there before. */
export type Stage = { channel: string | undefined; readonly before: ReadonlySet<string> }

/** How long what must follow may take, in ms: a busy machine, and an app that is told to wait by Slack's rate limits. */
const followsWithinMs = 20_000

const opened = (parts: Parts): Channel[] =>
  parts.workspace.state.channels.filter((one) => one.creator === app.botUser && one.kind !== 'im')

/** An empty set, before the first scene. */
export const openStage = (parts: Parts): Stage => ({
  channel: undefined,
  before: new Set(opened(parts).map(({ id }) => id)),
})

/** Does what the scene says, once. Resolves with the trouble, if any. */
export const act = async (parts: Parts, scene: Scene, stage: Stage): Promise<Trouble | undefined> => {
  try {
    return await doAs(parts, personOf(parts, scene.who), scene, stage)
  } catch (error) {
    if (error instanceof Impossible) {
      const { why, about } = error
      return { code: 'impossible', error: error.message, notPossible: { why, about } }
    }
    throw error
  }
}

const doAs = async (parts: Parts, user: User, scene: Scene, stage: Stage): Promise<Trouble | undefined> => {
  const incident = (): Channel => channelOf(parts, stage.channel ?? '', user)
  switch (scene.does) {
    case 'command': {
      const channel = scene.in === 'general' ? channelOf(parts, 'general', user) : incident()
      const { error } = await typeCommand(parts, user, channel, scene.words)
      return error === undefined ? undefined : { code: 'no-answer', error }
    }
    case 'join':
      join(parts.workspace, incident(), user.id, undefined)
      return undefined
    case 'say':
      say(parts, user, incident(), { text: scene.words })
      return undefined
    case 'fill':
      return withForm(parts, user, (form) => fillAll(parts, user, form, scene.answers))
    case 'submit':
      return withForm(parts, user, async (form) => {
        const { ok, errors = {}, error = '' } = await submit(parts, user, form)
        return ok ? undefined : { code: 'form-refused', error: Object.values(errors).join(' ') || error }
      })
    default: {
      const never: never = scene
      return never
    }
  }
}

const formOf = (parts: Parts, user: User): View | undefined => stackOf(parts.workspace, user.id).at(-1)

const withForm = async (
  parts: Parts,
  user: User,
  use: (form: View) => Promise<Trouble | undefined>,
): Promise<Trouble | undefined> => {
  const form = formOf(parts, user)
  return form === undefined ? { code: 'form-closed' } : use(form)
}

/** The answers go into the form's text fields in their order, whatever their labels say in this language. */
const fillAll = async (parts: Parts, user: User, form: View, answers: readonly string[]): Promise<undefined> => {
  const fields = placed(form.blocks).filter(({ element }) => element['type'] === 'plain_text_input')
  for (const [nth, value] of answers.entries()) {
    const field = fields[nth]
    if (field === undefined) return
    await fill(parts, user, form, { blockId: field.blockId, actionId: field.actionId, value })
  }
}

/**
 * Waits for what must be there after the scene; the channel is put on the stage. Resolves with the trouble when it does
 * not come, or when the play is over before it does.
 */
export const follow = async (
  parts: Parts,
  scene: Scene,
  stage: Stage,
  isOver: () => boolean = () => false,
): Promise<Trouble | undefined> => {
  const follows: Follows = scene.does === 'command' ? scene.brings : 'nothing'
  if (follows === 'nothing') return undefined
  const user = personOf(parts, scene.who)
  const isThere = (): boolean => {
    if (follows === 'form') return formOf(parts, user) !== undefined
    // The app has spoken there, and has let in who declared it.
    stage.channel = opened(parts).find(
      ({ id, messages, members }) => !stage.before.has(id) && messages.some(isOfApp) && members.includes(user.id),
    )?.id
    return stage.channel !== undefined
  }
  const deadline = performance.now() + followsWithinMs
  for (;;) {
    // Taken before the look, so that a change during it ends the wait at once.
    const { version } = parts.workspace.changes
    if (isThere()) return undefined
    const left = deadline - performance.now()
    if (left <= 0 || isOver()) return { code: follows === 'form' ? 'no-form' : 'no-channel' }
    await parts.workspace.changes.after(version, left)
  }
}

const isOfApp = ({ bot_id: bot }: { bot_id?: string | undefined }): boolean => bot === app.botId
