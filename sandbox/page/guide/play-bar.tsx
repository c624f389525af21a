import { Fragment } from 'preact'
import type { Language, Names } from '../seen.ts'
import { impossibleIn } from '../words/impossible.ts'
import { allWords } from '../words/words.ts'
import { focusNext } from './focus.ts'
import { opened } from './opened.ts'
import type { GuideParts } from './parts.ts'
import type { PlaySeen } from './play-seen.ts'
import type { PlayedScene, PlayState, PlayTrouble } from './told.ts'
import { guideWords } from './words.ts'
import type { GuideWords } from './words-en.ts'

/** Who is on, what they do, how far it is; and the play's buttons. Somebody closes it after the end. */
export const PlayBar = ({ play, reader, names }: Pick<GuideParts, 'reader' | 'names'> & { play: PlaySeen }) => {
  const { state, isOn, start, wish } = play
  const words = guideWords[reader.language]
  if (state === undefined) return null
  const close = (): void => {
    opened.set({ closedPlay: state.run })
    focusNext('.guide-play, .guide-button')
  }
  const isGoing = state.phase === 'playing' || state.phase === 'waiting'
  return (
    <section class={`play is-${state.phase}`} aria-label={words.playing}>
      <div class="play-said" role="status">
        {state.trouble === null ? (
          <Said state={state} words={words} names={names} />
        ) : (
          <p class="play-trouble">{troubleIn(state.trouble, reader.language)}</p>
        )}
      </div>
      <progress
        max={state.scenes}
        value={state.played}
        aria-label={words.scene({ played: String(state.played), scenes: String(state.scenes) })}
      />
      <p class="play-acts">
        {isOn ? (
          <>
            <button
              type="button"
              class="button"
              onClick={() => wish(isGoing ? 'pause' : 'resume')}
              disabled={state.phase === 'waiting'}
            >
              {isGoing ? words.pause : words.resume}
            </button>
            <button type="button" class="button" onClick={() => wish('next')} disabled={state.phase === 'waiting'}>
              {words.next}
            </button>
            <button type="button" class="button" onClick={() => wish('stop')}>
              {words.stop}
            </button>
          </>
        ) : (
          <>
            <button type="button" class="button" onClick={start}>
              {words.playAgain}
            </button>
            <button type="button" class="button" onClick={close}>
              {words.close}
            </button>
          </>
        )}
      </p>
    </section>
  )
}

const Said = ({ state, words, names }: { state: PlayState; words: GuideWords; names: Names }) => {
  if (state.phase === 'ended' || state.phase === 'stopped') return <p>{words[state.phase]}</p>
  if (state.scene === null) return <p>{words.begins}</p>
  return (
    <p>
      <strong>{whoIn(state.scene, words, names)}</strong>{' '}
      {piecesOf(state.scene).map((piece) => (
        <Fragment key={piece}>
          <bdi class="play-words">{piece}</bdi>{' '}
        </Fragment>
      ))}
    </p>
  )
}

/** A command, and behind it a text that is written from right to left, each run in their own direction. */
const piecesOf = ({ words }: PlayedScene): readonly string[] => {
  const [, command, text] = /^(\/\S+ \S+(?: sev\d)?) (.*[\u0590-\u08ff].*)$/.exec(words) ?? []
  return command === undefined || text === undefined ? [words] : [command, text]
}

const whoIn = ({ who, does }: PlayedScene, words: GuideWords, names: Names): string => {
  const name = `\u2068${names.person(who) ?? who}\u2069`
  switch (does) {
    case 'command':
      return words.types({ name })
    case 'say':
      return words.says({ name })
    case 'join':
      return words.joins({ name })
    case 'fill':
      return words.fills({ name })
    case 'submit':
      return words.submits({ name })
    default: {
      const never: never = does
      return never
    }
  }
}

const troubleIn = ({ code, error = '', notPossible }: PlayTrouble, language: Language): string => {
  const words = guideWords[language]
  const why = { error: `\u2068${error}\u2069` }
  switch (code) {
    case 'not-connected':
      return words.waits
    case 'no-channel':
      return words.noChannel
    case 'no-form':
      return words.noForm
    case 'form-closed':
      return words.formClosed
    case 'no-answer':
      return words.noAnswer(why)
    case 'form-refused':
      return words.formRefused(why)
    case 'impossible':
      return words.impossible({
        error: notPossible === undefined ? error : impossibleIn(allWords[language], notPossible),
      })
    default: {
      const never: never = code
      return never
    }
  }
}
