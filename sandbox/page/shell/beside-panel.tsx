import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useShown, useTools } from '../tools.ts'
import { IconButton } from './icon.tsx'
import { MembersPanel } from './members-panel.tsx'
import { PinsPanel } from './pins-panel.tsx'
import { ThreadPanel } from './thread-panel.tsx'

const Frame = ({ title, children }: { title: string; children: ComponentChildren }) => {
  const { desk, words } = useTools()
  const { place } = useShown()
  const frame = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    frame.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  const close = () => {
    if (place.thread === undefined) desk.beside(undefined)
    else desk.go({ channel: place.channel })
  }
  return (
    <aside
      ref={frame}
      class="beside"
      aria-label={title}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close()
      }}
    >
      <header class="beside-head">
        <h2>{title}</h2>
        <IconButton icon="close" label={words.close} onClick={close} />
      </header>
      {children}
    </aside>
  )
}

/** What lies beside the messages: a thread, the pins or the members. */
export const BesidePanel = () => {
  const { words } = useTools()
  const { panel, place } = useShown()
  switch (panel) {
    case undefined:
      return null
    case 'thread':
      return (
        <Frame key={`thread ${place.thread}`} title={words.thread}>
          <ThreadPanel />
        </Frame>
      )
    case 'pins':
      return (
        <Frame key="pins" title={words.pinned}>
          <PinsPanel />
        </Frame>
      )
    case 'members':
      return (
        <Frame key="members" title={words.membersTitle}>
          <MembersPanel />
        </Frame>
      )
    default: {
      const never: never = panel
      return never
    }
  }
}
