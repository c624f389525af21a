import { useState } from 'preact/hooks'
import { channelOf } from '../data/shown.ts'
import { useShown, useTools } from '../tools.ts'
import { Dialog } from './dialog.tsx'

/** The open channel's topic, to be changed by its members. */
export const TopicDialog = () => {
  const { desk, words } = useTools()
  const channel = channelOf(useShown())
  const [value, setValue] = useState(channel?.topic ?? '')
  const close = () => desk.over(undefined)
  return (
    <Dialog title={words.topic} onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          close()
          if (channel !== undefined && value !== channel.topic) {
            void desk.attempt('heading', { channel: channel.id, which: 'topic', value })
          }
        }}
      >
        <label class="field">
          {words.topic}
          <input
            type="text"
            dir="auto"
            maxLength={250}
            value={value}
            disabled={channel?.isMember !== true}
            onInput={(event) => setValue(event.currentTarget.value)}
          />
        </label>
        <p class="dialog-foot">
          <button type="button" class="button" onClick={close}>
            {words.cancel}
          </button>{' '}
          <button type="submit" class="button button-main" disabled={channel?.isMember !== true}>
            {words.save}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
