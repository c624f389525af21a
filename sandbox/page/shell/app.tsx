import { useEffect, useMemo } from 'preact/hooks'
import type { Desk } from '../data/desk.ts'
import { placeAt } from '../data/address.ts'
import { channelOf, namesOf, readerOf } from '../data/shown.ts'
import { ToolsContext, useStore } from '../tools.ts'
import { allWords, directionOf } from '../words/words.ts'
import { BesidePanel } from './beside-panel.tsx'
import { ChannelDialog } from './channel-dialog.tsx'
import { ChannelHeader } from './channel-header.tsx'
import { FormStack } from './form-stack.tsx'
import { Live } from './live.tsx'
import { Messages } from './messages.tsx'
import { Sidebar } from './sidebar.tsx'
import { AboveMessages, OverPage } from './slots.tsx'
import { Switcher } from './switcher.tsx'
import { Toasts } from './toasts.tsx'
import { TopBar } from './top-bar.tsx'
import { TopicDialog } from './topic-dialog.tsx'
import { WriteHere } from './write-here.tsx'

/** A link to a message of this workspace opens it here; every other one opens beside the page. */
const followLink = (desk: Desk, event: MouseEvent): void => {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.ctrlKey || event.metaKey) return
  const place = placeAt(link.href, location.href)
  if (place === undefined) return
  event.preventDefault()
  desk.go(place)
}

/** The whole page. */
export const App = ({ desk }: { desk: Desk }) => {
  const shown = useStore(desk.store)
  const { users, channels } = shown
  const { id, language, timeZone } = readerOf(shown)
  const words = allWords[language]
  const names = useMemo(() => namesOf(users, channels), [users, channels])
  const tools = useMemo(
    () => ({ desk, words, names, reader: { id, language, timeZone } }),
    [desk, words, names, id, language, timeZone],
  )
  const channel = channelOf(shown)
  const unread = channels.reduce((sum, one) => sum + one.mentions, 0)

  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = directionOf(language)
  }, [language])
  useEffect(() => {
    const title = channel === undefined || channel.name === '' ? 'Stanch Local' : `#${channel.name} · Stanch Local`
    document.title = unread === 0 ? title : `(${unread}) ${title}`
  }, [channel?.name, unread])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        desk.over('switcher')
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [desk])

  return (
    <ToolsContext.Provider value={tools}>
      <div class="page" onClick={(event) => followLink(desk, event)}>
        <a class="skip" href="#messages">
          {words.skip}
        </a>
        <TopBar />
        <Sidebar />
        <main class="middle">
          <ChannelHeader />
          {shown.isAway && (
            <p class="away" role="status">
              {words.away}
            </p>
          )}
          <AboveMessages />
          <Messages key={`${shown.me} ${shown.place.channel}`} />
          <WriteHere key={`write ${shown.me} ${shown.place.channel}`} />
        </main>
        <BesidePanel />
        <OverPage />
        <FormStack />
        {shown.overlay === 'switcher' && <Switcher />}
        {shown.overlay === 'channels' && <ChannelDialog />}
        {shown.overlay === 'topic' && <TopicDialog />}
        <Toasts />
        <Live />
      </div>
    </ToolsContext.Provider>
  )
}
