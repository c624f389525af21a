import { channelOf } from '../data/shown.ts'
import { useShown, useTools } from '../tools.ts'
import { Icon } from './icon.tsx'

/** The open channel's name, topic, members, pins and bookmarks. */
export const ChannelHeader = () => {
  const { desk, words } = useTools()
  const shown = useShown()
  const channel = channelOf(shown)
  const bot = shown.users.find(({ id }) => id === shown.page.app.botUser)
  if (channel === undefined) return <header class="channel-header" />
  const isDirect = channel.kind === 'im'
  const toggle = (panel: 'pins' | 'members') => desk.beside(shown.panel === panel ? undefined : panel)
  return (
    <>
      <header class="channel-header">
        <h1>
          {!isDirect && <Icon name={channel.kind === 'group' ? 'lock' : 'hash'} />}
          <bdi>{isDirect ? bot?.realName : channel.name}</bdi>
        </h1>
        {!isDirect && (
          <button
            type="button"
            class="topic"
            aria-label={`${words.topic}: ${channel.topic || words.addTopic}`}
            onClick={() => desk.over('topic')}
          >
            <span dir="auto">{channel.topic || words.addTopic}</span>
          </button>
        )}
        <span class="spacer" />
        {channel.pins > 0 && (
          <button
            type="button"
            class="chip"
            aria-label={words.pins(channel.pins)}
            aria-expanded={shown.panel === 'pins'}
            onClick={() => toggle('pins')}
          >
            <Icon name="pin" />
            <span data-initial={String(channel.pins)} />
          </button>
        )}
        {!isDirect && (
          <button
            type="button"
            class="chip"
            aria-label={words.members(channel.members.length)}
            aria-expanded={shown.panel === 'members'}
            onClick={() => toggle('members')}
          >
            <Icon name="people" />
            <span data-initial={String(channel.members.length)} />
          </button>
        )}
      </header>
      {channel.bookmarks.length > 0 && (
        <nav class="bookmarks" aria-label={words.bookmarks}>
          {channel.bookmarks.map(({ id, title, link }) => (
            <a key={id} href={link} target="_blank" rel="noreferrer noopener" dir="auto">
              <Icon name="link" />
              {title}
            </a>
          ))}
        </nav>
      )}
    </>
  )
}
