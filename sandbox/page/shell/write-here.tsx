import { channelOf } from '../data/shown.ts'
import { useShown, useTools } from '../tools.ts'
import { Composer } from './composer.tsx'

/** Below the messages: the composer, or why one cannot write here and what to do about it. */
export const WriteHere = () => {
  const { desk, words } = useTools()
  const shown = useShown()
  const channel = channelOf(shown)
  if (channel === undefined) {
    const isNowhere = shown.users.length > 0 && shown.channels.length === 0
    return isNowhere ? <p class="not-here">{words.noChannels}</p> : null
  }
  const bot = shown.users.find(({ id }) => id === shown.page.app.botUser)
  const name = channel.kind === 'im' ? (bot?.realName ?? '') : `#${channel.name}`
  const isolated = `\u2068${name}\u2069`
  if (channel.isArchived) return <p class="not-here">{words.isArchived({ place: isolated })}</p>
  if (channel.isMember) return <Composer channel={channel.id} placeName={name} />
  return (
    <p class="not-here">
      {words.notMember({ place: isolated })}{' '}
      <button
        type="button"
        class="button button-main"
        onClick={() => void desk.attempt('join', { channel: channel.id })}
      >
        {words.join}
      </button>
    </p>
  )
}
