import type { PlayedScene, PlayState } from '../page/guide/told.ts'
import { Impossible } from '../acts/who.ts'
import type { Parts } from '../parts.ts'
import { act, follow, openStage } from './perform.ts'
import type { Stage, Trouble } from './perform.ts'
import type { Playing, PlayWish } from './playing.ts'
import { scenesOf } from './scenes.ts'
import type { Scene } from './scenes.ts'
import { scriptIn } from './script.ts'
import type { Language } from './script.ts'

/** How long a scene is left to be looked at, in ms: the time to see it, and the time to read it. */
const beatAfter = (scene: PlayedScene | null): number =>
  scene === null ? 600 : Math.min(1_800 + scene.words.length * 35, 5_500)

const idle: PlayState = {
  phase: 'idle',
  run: 0,
  language: 'en',
  played: 0,
  scenes: 0,
  scene: null,
  channel: null,
  trouble: null,
}

/**
 * The scripted incident, played in this workspace by its own people: one at a time, seen alike by everybody who looks.
 * It lives as long as the workspace's process, and nothing of it is kept but what was said.
 */
export class Play implements Playing {
  readonly #parts: () => Parts
  #state: PlayState = idle
  /** Ends the present beat; undefined while a scene is being played. */
  #go: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined
  #beatMs: number | undefined

  /** `parts`: of the workspace that it is one of the parts of. */
  constructor(parts: () => Parts) {
    this.#parts = parts
  }

  state(): PlayState {
    return this.#state
  }

  isOn(): boolean {
    return ['playing', 'paused', 'waiting', 'stuck'].includes(this.#state.phase)
  }

  start(language: Language, beatMs?: number): PlayState {
    if (this.isOn()) throw new Impossible('playing', 'an incident is being played already')
    this.#beatMs = beatMs
    const scenes = scenesOf(scriptIn(language), language, language !== 'en')
    this.#set({ ...idle, phase: 'playing', run: this.#state.run + 1, language, scenes: scenes.length })
    void this.#run(scenes, openStage(this.#parts()))
    return this.#state
  }

  wish(wish: PlayWish): PlayState {
    if (!this.isOn()) return this.#state
    switch (wish) {
      case 'pause':
        clearTimeout(this.#timer)
        if (this.#state.phase === 'playing') this.#set({ phase: 'paused' })
        break
      case 'resume':
        this.#set({ phase: 'playing', trouble: null })
        this.#go?.()
        break
      case 'next':
        this.#set({ phase: this.#state.phase === 'stuck' ? 'playing' : this.#state.phase, trouble: null })
        this.#go?.()
        break
      case 'stop':
        this.#set({ phase: 'stopped', trouble: null })
        this.#go?.()
        break
      default: {
        const never: never = wish
        return never
      }
    }
    return this.#state
  }

  async #run(scenes: readonly Scene[], stage: Stage): Promise<void> {
    const { run } = this.#state
    const isOver = (): boolean => this.#state.run !== run || !this.isOn()
    for (let nth = 0; nth < scenes.length;) {
      await this.#beat()
      await this.#connected(isOver)
      if (isOver()) return
      nth = await this.#play(scenes, nth, stage, isOver)
      if (isOver()) return
    }
    this.#set({ phase: 'ended' })
  }

  /** Plays one scene, as often as it takes; resolves with the number of the next. */
  async #play(scenes: readonly Scene[], nth: number, stage: Stage, isOver: () => boolean): Promise<number> {
    const parts = this.#parts()
    const scene = scenes[nth]
    if (scene === undefined) return scenes.length
    this.#set({ scene: shown(parts, scene) })
    let isDone = false
    while (!isOver()) {
      // What was done is not done again: then only what must follow is waited for once more.
      const failed: Trouble | undefined = isDone ? undefined : await act(parts, scene, stage)
      isDone = failed === undefined
      const trouble = failed ?? (await follow(parts, scene, stage, isOver))
      if (isOver()) break
      if (trouble === undefined) {
        this.#set({ played: nth + 1, channel: placeOf(parts, scene, stage) ?? this.#state.channel })
        return nth + 1
      }
      await this.#stuck(trouble)
      if (trouble.code === 'form-closed') return scenes.findLastIndex(asksForForm)
    }
    return nth
  }

  /** Leaves the last scene to be looked at; longer while paused. */
  async #beat(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#go = resolve
      if (this.#state.phase === 'playing') {
        this.#timer = setTimeout(resolve, this.#beatMs ?? beatAfter(this.#state.scene))
      }
    })
    clearTimeout(this.#timer)
    this.#go = undefined
  }

  /** Says that nobody listens, until somebody does. */
  async #connected(isOver: () => boolean): Promise<void> {
    const { workspace, delivery } = this.#parts()
    const { phase } = this.#state
    while (!isOver() && !delivery.ready()) {
      if (this.#state.phase !== 'waiting') this.#set({ phase: 'waiting', trouble: { code: 'not-connected' } })
      await workspace.changes.after(workspace.changes.version, 30_000)
    }
    if (!isOver() && this.#state.phase === 'waiting') this.#set({ phase, trouble: null })
  }

  /** Says what is in the way, until somebody lets it go on. */
  async #stuck(trouble: Trouble): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#go = resolve
      this.#set({ phase: 'stuck', trouble })
    })
    this.#go = undefined
  }

  #set(change: Partial<PlayState>): void {
    this.#state = { ...this.#state, ...change }
    this.#parts().workspace.changes.bump()
  }
}

const asksForForm = (scene: Scene): boolean => scene.does === 'command' && scene.brings === 'form'

const shown = (parts: Parts, scene: Scene): PlayedScene => ({
  who: parts.workspace.state.users.find(({ name }) => name === scene.who)?.id ?? scene.who,
  does: scene.does,
  words: 'words' in scene ? scene.words : 'answers' in scene ? (scene.answers[0] ?? '') : '',
})

/** The channel in which the scene was set, as an id. */
const placeOf = (parts: Parts, scene: Scene, stage: Stage): string | undefined =>
  stage.channel ??
  (scene.does === 'command' && scene.in === 'general' ? parts.workspace.channelByName('general')?.id : undefined)
