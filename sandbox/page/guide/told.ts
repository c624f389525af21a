import type { NotPossible } from '../data/wire.ts'
import type { Language } from '../seen.ts'

/** What a play shows of the scene that was played last: who did what, in whose words. */
export type PlayedScene = {
  /** A person's id. */
  readonly who: string
  readonly does: 'command' | 'join' | 'say' | 'fill' | 'submit'
  /** What was typed or said, or the first answer in the form; empty where nothing was. */
  readonly words: string
}

/** Why a play does not go on by itself; `error` is Slack's word or the app's, `notPossible` why a person could not. */
export type PlayTrouble = {
  readonly code:
    | 'not-connected'
    | 'no-channel'
    | 'no-form'
    | 'form-closed'
    | 'no-answer'
    | 'form-refused'
    | 'impossible'
  readonly error?: string
  readonly notPossible?: NotPossible
}

/**
 * The one play of a workspace, as every window sees it. `waiting`: for the app to connect, and then it goes on by itself.
 * `stuck`: until somebody lets it go on, which tries the scene again.
 */
export type PlayState = {
  readonly phase: 'idle' | 'playing' | 'paused' | 'waiting' | 'stuck' | 'ended' | 'stopped'
  /** Counts the plays since the workspace was started. */
  readonly run: number
  readonly language: Language
  /** How many scenes have been played, and how many there are. */
  readonly played: number
  readonly scenes: number
  readonly scene: PlayedScene | null
  /** Where to look: a channel's id; null before there is one. */
  readonly channel: string | null
  readonly trouble: PlayTrouble | null
}

/** The three steps of a first visit. */
export type Step = 'declare' | 'update' | 'resolve'

/** How far people have come, whoever they are and whichever way they went. */
export type Progress = {
  /** When this workspace was made, in Unix s: another after `--fresh`. */
  readonly born: number
  readonly done: Readonly<Record<Step, boolean>>
  /** The newest incident's channel that is still open, for the next step; null when there is none. */
  readonly channel: { readonly id: string; readonly name: string } | null
  /** False when nobody would hear a command. */
  readonly connected: boolean
}
