import type { ModalView } from '@slack/types'
import type { Entry } from '../../domain/timeline.ts'
import { wallTimeOf } from '../../domain/wall-clock.ts'
import type { T } from '../../text/text.ts'
import { limits } from '../limits.ts'
import { mrkdwn, plain } from '../mrkdwn.ts'
import { form, textField } from './forms/fields.ts'
import { entryPointer } from './timeline-entry.ts'
import { bodyOf } from './timeline-words.ts'
import type { NameOf } from './hand.ts'

/** The form's callback_id. */
export const entryTextForm = 'timeline-entry-text'
export const entryTextBlock = 'timeline-entry-text'
export const entryTimeForm = 'timeline-entry-time'
export const entryTimeBlocks = { date: 'timeline-entry-date', time: 'timeline-entry-time' } as const

const wordsShown = 300

/**
 * Asks for an entry's words; the present ones stand there. A text longer than the field takes is not put there cut
 * short, or saving would cut the entry: the field is empty then and says so.
 */
export const entryTextView = (entry: Entry, metadata: string, t: T, nameOf: NameOf): ModalView => {
  const text = bodyOf(entry, t)
  const fits = text.length <= limits.input
  const field = textField({
    block: entryTextBlock,
    label: t('timeline.text-label'),
    lines: 'many',
    ...(fits && { initial: text }),
  })
  return form(
    {
      callback: entryTextForm,
      title: t('timeline.entry-form-title'),
      submit: t('timeline.save-form-submit'),
      metadata,
      blocks: [
        entryShown(entry, t, nameOf),
        { ...field, ...(!fits && { hint: plain(t('timeline.text-too-long'), limits.hint) }) },
      ],
    },
    t,
  )
}

/** Asks when it happened, on the clock of the reader's zone. */
export const entryTimeView = (entry: Entry, metadata: string, timeZone: string, t: T, nameOf: NameOf): ModalView => {
  const { date, time } = wallTimeOf(entry.at, timeZone)
  return form(
    {
      callback: entryTimeForm,
      title: t('timeline.time-form-title'),
      submit: t('timeline.save-form-submit'),
      metadata,
      blocks: [
        entryShown(entry, t, nameOf),
        {
          type: 'input',
          block_id: entryTimeBlocks.date,
          label: plain(t('timeline.date-label'), limits.label),
          element: { type: 'datepicker', action_id: 'date', initial_date: date },
        },
        {
          type: 'input',
          block_id: entryTimeBlocks.time,
          label: plain(t('timeline.time-label', { zone: timeZone }), limits.label),
          element: { type: 'timepicker', action_id: 'time', initial_time: time },
        },
      ],
    },
    t,
  )
}

const entryShown = (entry: Entry, t: T, nameOf: NameOf) => ({
  type: 'section' as const,
  text: mrkdwn(entryPointer(entry, t, nameOf, wordsShown)),
})
