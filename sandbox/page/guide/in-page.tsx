import { Drawer } from '../drawer/drawer.tsx'
import { drawerWords } from '../drawer/words.ts'
import { IconButton } from '../shell/icon.tsx'
import { useShown, useStore, useTools } from '../tools.ts'
import { Guide } from './guide.tsx'
import { opened } from './opened.ts'
import type { GuideParts } from './parts.ts'
import { PlayBar } from './play-bar.tsx'
import { usePlay } from './play-seen.ts'
import { remember, useVisit } from './visit.ts'
import { guideWords } from './words.ts'

const useParts = (): GuideParts => {
  const { desk, reader, names } = useTools()
  const { users, me } = useShown()
  const realName = (id: string): string | undefined => users.find((one) => one.id === id)?.realName
  return {
    ask: desk.ask,
    reader,
    names: { ...names, person: realName },
    // Told anew with every change of the workspace, the play's own among them.
    version: users,
    hasCommands: users.find(({ id }) => id === me)?.isStranger !== true,
    go: (channel) => desk.go({ channel }),
    compose: desk.compose,
  }
}

/** What opened the drawer: there the keyboard goes on when it is closed. */
let opener: EventTarget | null = null

const closeDrawer = (): void => {
  opened.set({ isDrawerOpen: false })
  if (opener instanceof HTMLElement) opener.focus()
}

/** In the top bar: the way back to the first steps, and the drawer's button. */
export const GuideButtons = () => {
  const { reader } = useTools()
  const { memory, isDrawerOpen } = useStore(opened)
  return (
    <>
      <IconButton
        icon="steps"
        class="guide-button"
        label={guideWords[reader.language].show}
        isPressed={memory?.isHidden === false}
        onClick={() => remember({ isHidden: memory?.isHidden === false })}
      />
      <IconButton
        icon="code"
        label={drawerWords[reader.language].open}
        isExpanded={isDrawerOpen}
        onClick={({ currentTarget }) => {
          opener = currentTarget
          opened.set({ isDrawerOpen: !isDrawerOpen })
        }}
      />
    </>
  )
}

/** Above the messages: the play while there is one to see, or else the first steps. */
export const GuideHere = () => {
  const parts = useParts()
  const visit = useVisit(parts)
  const play = usePlay(parts)
  return play.isShown ? (
    <PlayBar play={play} reader={parts.reader} names={parts.names} />
  ) : (
    <Guide {...parts} visit={visit} onPlay={play.start} />
  )
}

/** Below the page: the drawer for developers, once it is opened. */
export const DrawerHere = () => {
  const { desk, reader } = useTools()
  const { isDrawerOpen } = useStore(opened)
  if (!isDrawerOpen) return null
  return <Drawer ask={desk.ask} reader={reader} onClose={closeDrawer} />
}
