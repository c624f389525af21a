import { useState } from 'preact/hooks'
import { useShown, useTools } from '../tools.ts'
import { Dialog } from './dialog.tsx'
import { Icon } from './icon.tsx'

/** Every channel that one may see, to join it or look into it; and a new one. */
export const ChannelDialog = () => {
  const { desk, words } = useTools()
  const { channels } = useShown()
  const [sought, setSought] = useState('')
  const [isPrivate, setPrivate] = useState(false)
  const all = channels.filter(({ kind }) => kind !== 'im')
  const close = () => desk.over(undefined)
  const found = all.filter(({ name }) => name.includes(sought.trim().replace(/^#/, '').toLowerCase()))
  const name = sought.trim().replace(/^#/, '').toLowerCase().replaceAll(/\s+/g, '-')
  const create = async () => {
    const made = await desk.attempt<{ id: string }>('create-channel', { name, isPrivate })
    if (made !== undefined) desk.go({ channel: made.id })
  }
  return (
    <Dialog title={words.browse} onClose={close}>
      <label class="field">
        {words.channelName}
        <input
          type="text"
          dir="auto"
          autocomplete="off"
          value={sought}
          onInput={(event) => setSought(event.currentTarget.value)}
        />
      </label>
      <ul class="channel-list">
        {found.map((one) => (
          <li key={one.id}>
            <button type="button" class="row-button" onClick={() => desk.go({ channel: one.id })}>
              <Icon name={one.kind === 'group' ? 'lock' : 'hash'} />
              <span class="person">
                <bdi>{one.name}</bdi>
                <span class="quiet">
                  {words.members(one.members.length)}
                  {one.isArchived && ` · ${words.archived}`}
                  {one.isMember && !one.isArchived && ` · ${words.joined}`}
                </span>
              </span>
            </button>
            {!one.isMember && !one.isArchived && (
              <button
                type="button"
                class="button"
                aria-label={`${words.join}: ${one.name}`}
                onClick={async () => {
                  await desk.attempt('join', { channel: one.id })
                  desk.go({ channel: one.id })
                }}
              >
                {words.join}
              </button>
            )}
          </li>
        ))}
      </ul>
      {name !== '' && !all.some((one) => one.name === name) && (
        <div class="new-channel">
          <label>
            <input type="checkbox" checked={isPrivate} onChange={(event) => setPrivate(event.currentTarget.checked)} />{' '}
            {words.makePrivate}
          </label>
          <button type="button" class="button button-main" onClick={() => void create()}>
            {words.newChannel}: <bdi>#{name}</bdi>
          </button>
        </div>
      )}
    </Dialog>
  )
}
