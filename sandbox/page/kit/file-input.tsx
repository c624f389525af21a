import { Aside } from './confirm.tsx'
import { useControl } from './control.ts'
import { useState } from 'preact/hooks'
import { type Labelled, type Placed, useDrawing, useWords } from './drawing.ts'
import { labelling } from './pickers.tsx'
import { kitsOf, listOf, numberOf, stringOf } from './reading.ts'
import { filled } from './words.ts'

/** Slack's default. docs.slack.dev/reference/block-kit/block-elements/file-input-element */
const mostByDefault = 10

/** Files for a form: taken from the reader's machine at once, as in Slack, and handed to the app with the submit. */
export const FileInput = ({ placed, labelled }: { placed: Placed; labelled: Labelled | undefined }) => {
  const { element } = placed
  const { acts } = useDrawing()
  const control = useControl(placed)
  const words = useWords()
  const [underway, setUnderway] = useState(0)
  const [refusal, setRefusal] = useState<string>()
  const held = kitsOf(control.value)
  const most = numberOf(element['max_files']) ?? mostByDefault
  const accept = listOf(element['filetypes']).map((type) => `.${stringOf(type)}`)
  const take = async (files: readonly File[]) => {
    setUnderway((count) => count + 1)
    setRefusal(undefined)
    try {
      const taken = await Promise.all(files.slice(0, most - held.length).map((file) => acts.attach(file)))
      control.use([...held, ...taken])
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error))
    } finally {
      setUnderway((count) => count - 1)
    }
  }
  return (
    <span class="kit-control">
      {held.length > 0 && (
        <span class="kit-tokens" role="list">
          {held.map((file) => (
            <span key={stringOf(file['id'])} class="kit-token" role="listitem">
              <bdi>{stringOf(file['name'])}</bdi>
              <button
                type="button"
                aria-label={filled(words.remove, { name: stringOf(file['name']) })}
                onClick={() => control.use(held.filter((one) => one !== file))}
              >
                <span aria-hidden="true">×</span>
              </button>
            </span>
          ))}
        </span>
      )}
      <input
        type="file"
        class="kit-input"
        multiple={most > 1}
        accept={accept.join(',')}
        disabled={held.length >= most}
        aria-busy={underway > 0 || control.isBusy}
        {...labelling(labelled, '')}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])]
          // So that the same file can be taken again once it was taken out.
          currentTarget.value = ''
          void take(files)
        }}
      />
      {held.length >= most && <small class="kit-count">{filled(words.most, { count: most })}</small>}
      {refusal !== undefined && (
        <small class="kit-error" role="alert">
          {refusal}
        </small>
      )}
      <Aside control={control} />
    </span>
  )
}
