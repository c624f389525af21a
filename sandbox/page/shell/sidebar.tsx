import type { SeenChannel } from '../answers.ts'
import { useShown, useTools } from '../tools.ts'
import { Face } from './face.tsx'
import { Icon, IconButton } from './icon.tsx'

/** So many are told; beyond it is "many". */
const most = 99

const closeDrawer = (): void => document.documentElement.classList.remove('shows-sidebar')

/** Arrow keys go through the list without passing anything else. */
const onArrows = (event: KeyboardEvent): void => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const list = event.currentTarget
  if (step === undefined || !(list instanceof Element)) return
  const links = [...list.querySelectorAll<HTMLElement>('.channel-link')]
  const at = links.findIndex((one) => one === document.activeElement)
  if (at === -1) return
  event.preventDefault()
  links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus()
}

const ChannelLink = ({ channel }: { channel: SeenChannel }) => {
  const { desk, words } = useTools()
  const { place, page, users } = useShown()
  const { id, kind, name, unread, mentions } = channel
  const isUnread = unread > 0
  const bot = users.find((one) => one.id === page.app.botUser)
  const said = [kind === 'im' ? (bot?.realName ?? '') : name]
  if (kind === 'group') said.push(words.privateChannel)
  if (mentions > 0) said.push(words.mentions(mentions))
  else if (isUnread) said.push(words.unread(unread))
  return (
    <li>
      <a
        href={`/archives/${id}`}
        class={`channel-link ${isUnread ? 'is-unread' : ''}`}
        aria-current={place.channel === id ? 'page' : undefined}
        aria-label={said.join(', ')}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey) return
          event.preventDefault()
          closeDrawer()
          desk.go({ channel: id })
        }}
      >
        {kind === 'im' ? <Face user={bot} isBot /> : <Icon name={kind === 'group' ? 'lock' : 'hash'} />}
        <span class="channel-name">
          <bdi>{kind === 'im' ? bot?.realName : name}</bdi>
        </span>
        {isUnread && (
          <span
            class={mentions > 0 ? 'count count-loud' : 'count'}
            data-initial={(mentions || unread) > most ? `${most}+` : String(mentions || unread)}
          />
        )}
      </a>
    </li>
  )
}

/** Channels and direct messages of whoever is acted as; a drawer on narrow screens. */
export const Sidebar = () => {
  const { desk, words } = useTools()
  const { channels, place } = useShown()
  // One that is looked into stands there as well, for as long as it is open.
  const mine = channels.filter(({ isMember, isArchived, id }) => (isMember && !isArchived) || id === place.channel)
  const rooms = mine.filter(({ kind }) => kind !== 'im').toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const direct = mine.filter(({ kind }) => kind === 'im')
  return (
    <>
      <div class="veil only-narrow" onClick={closeDrawer} />
      <nav
        class="sidebar"
        aria-label={words.menu}
        onKeyDown={(event) => {
          if (event.key === 'Escape') closeDrawer()
          onArrows(event)
        }}
      >
        <div class="sidebar-head">
          <h2>{words.channels}</h2>
          <IconButton icon="plus" label={words.browse} onClick={() => desk.over('channels')} />
        </div>
        <ul>
          {rooms.map((channel) => (
            <ChannelLink key={channel.id} channel={channel} />
          ))}
          <li>
            <button type="button" class="channel-link browse" onClick={() => desk.over('channels')}>
              <Icon name="plus" />
              <span class="channel-name">{words.browse}</span>
            </button>
          </li>
        </ul>
        {direct.length > 0 && (
          <>
            <div class="sidebar-head">
              <h2>{words.directMessages}</h2>
            </div>
            <ul>
              {direct.map((channel) => (
                <ChannelLink key={channel.id} channel={channel} />
              ))}
            </ul>
          </>
        )}
      </nav>
    </>
  )
}
