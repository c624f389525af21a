import { useShown, useTools } from '../tools.ts'
import { FormContent } from './content.tsx'
import { Dialog } from './dialog.tsx'

/** The text of one of Slack's text objects. */
const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string' ? value.text : ''

/** The form on top of those that the app has open before the reader; Esc closes that one, and the app hears of it. */
export const FormStack = () => {
  const { desk } = useTools()
  const { forms } = useShown()
  const view = forms.at(-1)
  if (view === undefined) return null
  const depth = forms.length
  return (
    <Dialog
      key={view.id}
      class="form-dialog"
      title={
        <>
          <bdi>{textOf(view.title)}</bdi>
          {depth > 1 && <span class="quiet depth"> {depth}</span>}
        </>
      }
      onClose={() => void desk.attempt('close')}
    >
      <FormContent view={view} />
    </Dialog>
  )
}
