import { useState } from 'preact/hooks'
import { IconButton } from '../shell/icon.tsx'
import { focusNext } from './focus.ts'
import { offerFor, type Standing, standings, steps } from './memory.ts'
import type { GuideParts } from './parts.ts'
import type { Progress, Step } from './told.ts'
import type { Visit } from './visit.ts'
import { guideWords } from './words.ts'
import type { GuideWords } from './words-en.ts'

/** The first visit, led by the hand: three steps, each ticked off as soon as somebody has done it. */
export const Guide = (parts: GuideParts & { readonly visit: Visit; readonly onPlay: () => void }) => {
  const { visit, reader, onPlay } = parts
  const { progress, memory, remember } = visit
  const words = guideWords[reader.language]
  if (progress === undefined || memory === undefined || memory.isHidden) return null
  const standing = standings(progress, memory)
  const now = steps.find((step) => standing[step] === 'now')
  const done = steps.filter((step) => standing[step] !== 'now' && standing[step] !== 'later').length
  const begin = (): void => remember({ since: Date.now(), skipped: [] })
  const hide = (): void => {
    remember({ isHidden: true })
    focusNext('.guide-button')
  }
  return (
    <section class="guide" aria-labelledby="guide-title">
      <header class="guide-head">
        <h2 id="guide-title">{words.title}</h2>
        <p class="guide-count">{words.progress({ done: String(done), of: String(steps.length) })}</p>
        <IconButton icon="close" label={words.hide} onClick={hide} />
      </header>
      <ol class="guide-steps">
        {steps.map((step) => (
          <StepLine key={step} name={words[step]} standing={standing[step]} words={words} />
        ))}
      </ol>
      <div role="status" class="guide-now">
        <p>{now === undefined ? words.allDone : howOf(now, progress, words)}</p>
      </div>
      <p class="guide-acts">
        {now === undefined ? (
          <button type="button" class="button" onClick={begin}>
            {words.again}
          </button>
        ) : (
          <NextActs {...parts} step={now} progress={progress} words={words} />
        )}
        <button type="button" class="button button-quiet guide-play" onClick={onPlay}>
          {words.play}
        </button>
      </p>
    </section>
  )
}

const StepLine = ({ name, standing, words }: { name: string; standing: Standing; words: GuideWords }) => {
  const said = { done: words.isDone, skipped: words.isSkipped, now: words.isNow, later: undefined }[standing]
  return (
    <li class={`guide-step is-${standing}`} aria-current={standing === 'now' ? 'step' : undefined}>
      <span class="guide-tick" aria-hidden="true">
        {standing === 'done' ? '✓' : standing === 'skipped' ? '–' : ''}
      </span>
      <span>{name}</span>
      {said !== undefined && <span class="unseen"> {said}</span>}
    </li>
  )
}

const NextActs = ({
  step,
  progress,
  words,
  compose,
  hasCommands,
  visit,
}: GuideParts & { visit: Visit; step: Step; progress: Progress; words: GuideWords }) => {
  const [offered, setOffered] = useState<Step>()
  const offer = offerFor(step, progress)
  const write = (): void => {
    compose(commandFor(offer, words), progress.channel?.id)
    setOffered(step)
  }
  if (!hasCommands) return <span class="guide-note">{words.otherOrganisation}</span>
  return (
    <>
      <button type="button" class="button button-main" onClick={write}>
        {words.declareOffer}
      </button>
      <button
        type="button"
        class="button button-quiet"
        onClick={() => visit.remember({ skipped: [...(visit.memory?.skipped ?? []), step] })}
      >
        {words.skip}
      </button>
      {offered === step && (
        <span role="status" class="guide-note">
          {words.enter}
        </span>
      )}
    </>
  )
}

const howOf = (step: Step, progress: Progress, words: GuideWords): string => {
  if (!progress.connected) return words.notConnected
  if (step !== 'declare' && offerFor(step, progress) === 'declare') return words.declareAgain
  return { declare: words.declareHow, update: words.updateHow, resolve: words.resolveHow }[step]
}

const commandFor = (step: Step, words: GuideWords): string =>
  ({
    declare: `/incident declare sev2 ${words.titleToDeclare}`,
    update: `/incident update ${words.textToPost}`,
    resolve: '/incident resolve',
  })[step]
