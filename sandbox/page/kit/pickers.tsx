import { useState } from 'preact/hooks'
import { Aside } from './confirm.tsx'
import { useChanged, useControl } from './control.ts'
import { type Labelled, type Placed, useDrawing, useWords } from './drawing.ts'
import { plainWords } from './menu-choices.ts'
import { numberOf, stringOf } from './reading.ts'
import { secondsAt, wallAt } from './wall-clock.ts'

type PickerProps = { readonly placed: Placed; readonly labelled: Labelled | undefined }

/** What names a control, describes it and marks it: by its block's label, or alone by its placeholder. */
export const labelling = (labelled: Labelled | undefined, alone: string) =>
  labelled === undefined
    ? { 'aria-label': alone }
    : {
        id: labelled.id,
        'aria-labelledby': labelled.labelId,
        'aria-describedby': labelled.describedBy,
        'aria-invalid': labelled.isInvalid,
        'aria-required': labelled.isRequired,
      }

/** A date or a time of day, with the browser's own picker. */
export const Picker = ({ placed, labelled }: PickerProps) => {
  const { element } = placed
  const control = useControl(placed)
  const words = useWords()
  const isDate = element['type'] === 'datepicker'
  const zone = stringOf(element['timezone'])
  return (
    <span class="kit-control">
      <span class="kit-row">
        <input
          type={isDate ? 'date' : 'time'}
          class="kit-input kit-picker"
          value={stringOf(control.value)}
          aria-busy={control.isBusy}
          title={plainWords(element['placeholder'])}
          {...labelling(labelled, plainWords(element['placeholder']) || (isDate ? words.date : words.time))}
          {...(element['focus_on_load'] === true ? { 'data-focus': '' } : {})}
          onChange={(event) => control.use(event.currentTarget.value || null)}
        />
        {zone !== '' && <small class="kit-note">{zone}</small>}
      </span>
      <Aside control={control} />
    </span>
  )
}

/** A moment: a date and a time in the reader's zone, which is what the app hears as Unix seconds. */
export const MomentPicker = ({ placed, labelled }: PickerProps) => {
  const { reader } = useDrawing()
  const control = useControl(placed)
  const words = useWords()
  const seconds = numberOf(control.value)
  const shown = () => (seconds === undefined ? { date: '', time: '' } : wallAt(seconds, reader.timeZone))
  const [wall, setWall] = useState(shown)
  useChanged(control.value, () => {
    if (seconds !== undefined) setWall(shown())
  })
  const put = (part: Partial<typeof wall>) => {
    const next = { ...wall, ...part }
    setWall(next)
    const moment = secondsAt(next, reader.timeZone)
    // Half of it is no moment; what was there before must not stay behind it either.
    if (moment !== undefined) control.use(moment)
    else if (seconds !== undefined) control.use(null)
  }
  const group =
    labelled === undefined
      ? { 'aria-label': words.date }
      : { 'aria-labelledby': labelled.labelId, 'aria-describedby': labelled.describedBy }
  return (
    <span class="kit-control">
      <span class="kit-row" role="group" {...group}>
        <input
          type="date"
          class="kit-input kit-picker"
          value={wall.date}
          aria-label={words.date}
          {...(labelled === undefined ? {} : { id: labelled.id })}
          {...(placed.element['focus_on_load'] === true ? { 'data-focus': '' } : {})}
          onChange={(event) => put({ date: event.currentTarget.value })}
        />
        <input
          type="time"
          class="kit-input kit-picker"
          value={wall.time}
          aria-label={words.time}
          onChange={(event) => put({ time: event.currentTarget.value })}
        />
        <small class="kit-note">{reader.timeZone}</small>
      </span>
      <Aside control={control} />
    </span>
  )
}
