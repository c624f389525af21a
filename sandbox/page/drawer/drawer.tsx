import { useEffect, useId, useState } from 'preact/hooks'
import type { Ask } from '../data/wire.ts'
import type { Reader } from '../seen.ts'
import { IconButton } from '../shell/icon.tsx'
import { FaultPanel } from './fault-panel.tsx'
import type { Armed } from './traffic.ts'
import { TrafficPanel } from './traffic-panel.tsx'
import { useWatched } from './watch.ts'
import { drawerWords } from './words.ts'

/** What the drawer needs of the window it is in. */
export type DrawerParts = { readonly ask: Ask; readonly reader: Reader; readonly onClose: () => void }

const tabs = ['traffic', 'faults'] as const
type Tab = (typeof tabs)[number]

/** The drawer for developers: what goes between the workspace and the app, and what is made to go wrong with it. */
export const Drawer = ({ ask, reader, onClose }: DrawerParts) => {
  const [tab, setTab] = useState<Tab>('traffic')
  const [isPaused, setPaused] = useState(false)
  const watched = useWatched(ask, isPaused)
  const words = drawerWords[reader.language]
  const id = useId()
  useEffect(() => document.getElementById(`${id}-traffic`)?.focus(), [id])
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose()
  }
  const onTabKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    const other = tabs.find((one) => one !== tab) ?? tab
    setTab(other)
    document.getElementById(`${id}-${other}`)?.focus()
  }
  const armedCount = countArmed(watched.armed)
  return (
    <aside class="drawer" aria-label={words.title} onKeyDown={onKey}>
      <header class="drawer-head">
        <div role="tablist" aria-label={words.title} onKeyDown={onTabKey}>
          {tabs.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`${id}-${one}`}
              aria-selected={one === tab}
              aria-controls={`${id}-panel`}
              tabIndex={one === tab ? 0 : -1}
              onClick={() => setTab(one)}
            >
              {words[one]}
              {one === 'faults' && armedCount > 0 && (
                <span class="drawer-badge">{words.armed({ count: String(armedCount) })}</span>
              )}
            </button>
          ))}
        </div>
        <IconButton icon="close" label={words.close} onClick={onClose} />
      </header>
      <div class="drawer-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`}>
        {tab === 'traffic' ? (
          <TrafficPanel {...{ ask, words, reader, watched, isPaused }} onPause={setPaused} />
        ) : (
          <FaultPanel armed={watched.armed} act={watched.act} words={words} />
        )}
      </div>
    </aside>
  )
}

/** How many things are not as they should be. */
const countArmed = (armed: Armed | undefined): number => {
  if (armed === undefined) return 0
  const { faults, delayMs, limits, scopes, tokens, held, copies, sockets } = armed
  const switches = [
    delayMs > 0,
    limits.on,
    scopes.some(({ isGranted }) => !isGranted),
    tokens.bot !== null,
    tokens.app !== null,
    held !== null,
    copies > 1,
    sockets.isOff,
  ]
  return faults.length + switches.filter(Boolean).length
}
