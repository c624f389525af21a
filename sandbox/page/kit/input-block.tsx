import { useId } from 'preact/hooks'
import type { Kit } from '../seen.ts'
import { useDrawing, useWords } from './drawing.ts'
import { ElementOf } from './element.tsx'
import { kitIn, stringOf, wordsOf } from './reading.ts'
import { Words } from './text.tsx'
import { complaintIn } from './words.ts'

/** Elements of several parts: they are a group with a name, where others have a label that leads to them. */
const grouped = new Set(['checkboxes', 'radio_buttons', 'datetimepicker'])

/** A field with its label, hint and error. docs.slack.dev/reference/block-kit/blocks/input-block */
export const InputBlock = ({ block }: { block: Kit }) => {
  const { errors, reader } = useDrawing()
  const words = useWords()
  const id = useId()
  const element = kitIn(block, 'element')
  const error = errors[String(block['block_id'] ?? '')]
  const hasHint = wordsOf(block['hint']) !== ''
  const isRequired = block['optional'] !== true
  const describedBy = [error === undefined ? '' : `${id}-error`, hasHint ? `${id}-hint` : ''].filter(
    (one) => one !== '',
  )
  const label = (
    <>
      <Words of={kitIn(block, 'label')} />
      {!isRequired && <span class="kit-optional"> {words.optional}</span>}
    </>
  )
  return (
    <div class={`kit-field${error === undefined ? '' : ' kit-invalid'}`}>
      {grouped.has(stringOf(element['type'])) ? (
        <span class="kit-label" id={`${id}-label`}>
          {label}
        </span>
      ) : (
        <label class="kit-label" id={`${id}-label`} for={id}>
          {label}
        </label>
      )}
      <ElementOf
        placed={{ block, element }}
        labelled={{
          id,
          labelId: `${id}-label`,
          describedBy: describedBy.length === 0 ? undefined : describedBy.join(' '),
          isInvalid: error !== undefined,
          isRequired,
        }}
      />
      {error !== undefined && (
        <p class="kit-error" id={`${id}-error`} role="alert" dir="auto">
          {complaintIn(reader.language, error)}
        </p>
      )}
      {hasHint && (
        <p class="kit-hint" id={`${id}-hint`}>
          <Words of={kitIn(block, 'hint')} />
        </p>
      )}
    </div>
  )
}
