import { useId } from 'preact/hooks'
import type { Kit } from '../seen.ts'
import { Aside } from './confirm.tsx'
import { useControl } from './control.ts'
import type { Labelled, Placed } from './drawing.ts'
import { isKit, kitIn, kitsOf, listOf, stringOf, wordsOf } from './reading.ts'
import { TextBlock } from './text.tsx'

/** Checkboxes and radio buttons. Their words may be mrkdwn, so a link in them stays one. */
export const Choices = ({ placed, labelled }: { placed: Placed; labelled: Labelled | undefined }) => {
  const { element } = placed
  const control = useControl(placed)
  const name = useId()
  const isMany = element['type'] === 'checkboxes'
  const held = isMany ? listOf(control.value).filter(isKit) : isKit(control.value) ? [control.value] : []
  const values = new Set(held.map((option) => option['value']))
  const options = kitsOf(element['options'])
  const change = (option: Kit, isOn: boolean) => {
    if (!isMany) return control.use(option)
    // In the order of the options, whatever order they were ticked in.
    return control.use(options.filter((one) => (one['value'] === option['value'] ? isOn : values.has(one['value']))))
  }
  return (
    <span
      class="kit-control kit-choices"
      role={isMany ? 'group' : 'radiogroup'}
      aria-busy={control.isBusy}
      {...(labelled === undefined
        ? {}
        : {
            'aria-labelledby': labelled.labelId,
            'aria-describedby': labelled.describedBy,
            ...(isMany ? {} : { 'aria-invalid': labelled.isInvalid, 'aria-required': labelled.isRequired }),
          })}
    >
      {options.map((option, index) => (
        <label key={stringOf(option['value'])} class="kit-choice">
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={name}
            checked={values.has(option['value'])}
            {...(index === 0 && labelled !== undefined ? { id: labelled.id } : {})}
            {...(index === 0 && element['focus_on_load'] === true ? { 'data-focus': '' } : {})}
            onChange={(event) => change(option, event.currentTarget.checked)}
          />
          <span>
            <TextBlock of={kitIn(option, 'text')} />
            {wordsOf(option['description']) !== '' && (
              <small>
                <TextBlock of={kitIn(option, 'description')} />
              </small>
            )}
          </span>
        </label>
      ))}
      <Aside control={control} />
    </span>
  )
}
