import type { PlayState } from '../page/guide/told.ts'
import type { Language } from './script.ts'

/** What a person may ask of the play. */
export type PlayWish = 'pause' | 'resume' | 'next' | 'stop'

/** The scripted incident as everybody finds it among the parts of a workspace. */
export type Playing = {
  /** How it stands. */
  state(): PlayState
  /** True from start to end or stop. */
  isOn(): boolean
  /**
   * Begins at the first scene. `beatMs`: how long each scene is left to be looked at; without it, as long as it takes to
   * read. Throws Impossible while one is on.
   */
  start(language: Language, beatMs?: number): PlayState
  /** Pauses, goes on, plays the next scene at once (and stays paused if it was), or stops. Does nothing when none is on. */
  wish(wish: PlayWish): PlayState
}
