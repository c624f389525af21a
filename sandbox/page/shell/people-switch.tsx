import { useState } from 'preact/hooks'
import type { SeenUser } from '../answers.ts'
import { useShown, useTools } from '../tools.ts'
import { Face } from './face.tsx'
import { Popover } from './popover.tsx'

/** Each language by its own name, as people look for it. */
const languageNames = { en: 'English', he: 'עברית', ar: 'العربية', ja: '日本語' } as const

/** Where a zone is, in the page's words: its city, as the tz database names it. */
const cityOf = (timeZone: string): string => timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ')

const Standing = ({ user }: { user: SeenUser }) => {
  const { words } = useTools()
  const standing = user.isStranger ? words.otherOrganisation : user.isGuest ? words.guest : undefined
  return standing === undefined ? null : <span class="badge">{standing}</span>
}

/** Who one is, and everybody whom one can be: one click each. */
export const PeopleSwitch = () => {
  const { desk, words } = useTools()
  const { users, me } = useShown()
  const [isOpen, setOpen] = useState(false)
  const current = users.find(({ id }) => id === me)
  return (
    <div class="people-switch">
      <button
        type="button"
        class="me"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={`${words.actingAs} ${current?.realName ?? ''}`}
        onClick={() => setOpen(!isOpen)}
      >
        <Face user={current} />
        <bdi class="me-name">{current?.realName}</bdi>
      </button>
      {isOpen && (
        <Popover label={words.actingAs} class="people" onClose={() => setOpen(false)}>
          {users
            .filter(({ isPlayable }) => isPlayable)
            .map((user) => (
              <button
                key={user.id}
                type="button"
                role="menuitemradio"
                aria-checked={user.id === me}
                aria-label={`${words.actAs({ name: user.realName })}, ${languageNames[user.language]}`}
                onClick={() => {
                  setOpen(false)
                  desk.actAs(user.id)
                }}
              >
                <Face user={user} />
                <span class="person">
                  <span class="person-name">
                    <bdi>{user.realName}</bdi> <Standing user={user} />
                  </span>
                  <span class="quiet">
                    <bdi>{languageNames[user.language]}</bdi> · <bdi>{cityOf(user.timeZone)}</bdi>
                  </span>
                </span>
              </button>
            ))}
        </Popover>
      )}
    </div>
  )
}
