import { useState } from 'preact/hooks'
import { useShown, useTools } from '../tools.ts'
import { Icon, IconButton } from './icon.tsx'
import { PeopleSwitch } from './people-switch.tsx'
import { InTopBar } from './slots.tsx'
import { applyTheme, keptTheme, nextTheme } from './theme.ts'

/** The bar at the top: the drawer's button on narrow screens, the way to any channel, light or dark, who one is. */
export const TopBar = () => {
  const { desk, words } = useTools()
  const { page } = useShown()
  const [theme, setTheme] = useState(keptTheme())
  const themeName = { light: words.light, dark: words.dark, system: words.asSystem }[theme]
  return (
    <header class="top-bar">
      <IconButton
        icon="menu"
        class="only-narrow"
        label={words.menu}
        onClick={() => document.documentElement.classList.toggle('shows-sidebar')}
      />
      <p class="workspace-name">
        <strong>{page.team.name}</strong>
        <span>{words.workspace}</span>
      </p>
      <button type="button" class="go-to" aria-keyshortcuts="Control+K Meta+K" onClick={() => desk.over('switcher')}>
        <Icon name="search" />
        <span>{words.switchTo}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <InTopBar />
      <IconButton
        icon="sun"
        label={`${words.theme}: ${themeName}`}
        onClick={() => {
          const next = nextTheme(theme)
          applyTheme(next)
          setTheme(next)
        }}
      />
      <PeopleSwitch />
    </header>
  )
}
