import type { Placed } from './drawing.ts'
import { useControl } from './control.ts'
import { Aside } from './confirm.tsx'
import { isOpenable } from './mrkdwn-token.ts'
import { kitIn, stringOf } from './reading.ts'
import { Words } from './text.tsx'

/** A button; one with an address opens that as well, in a place of its own. */
export const ButtonOf = ({ placed }: { placed: Placed }) => {
  const { element } = placed
  const control = useControl(placed)
  const style = element['style'] === 'primary' || element['style'] === 'danger' ? ` kit-${element['style']}` : ''
  const label = stringOf(element['accessibility_label'])
  const shared = {
    class: `kit-button${style}`,
    'aria-busy': control.isBusy,
    ...(label === '' ? {} : { 'aria-label': label }),
    onClick: () => {
      if (!control.isBusy) control.use()
    },
  }
  const url = stringOf(element['url'])
  const words = <Words of={kitIn(element, 'text')} />
  return (
    <span class="kit-control">
      {isOpenable(url) ? (
        <a {...shared} href={url} target="_blank" rel="noopener noreferrer">
          {words}
          <span aria-hidden="true" class="kit-away">
            ↗
          </span>
        </a>
      ) : (
        <button type="button" {...shared}>
          {words}
        </button>
      )}
      <Aside control={control} />
    </span>
  )
}
