import type { SeenUser } from '../answers.ts'

/** As many colours as CSS has for faces (`.face-0` and on). */
const colours = 6

const colourOf = (id: string): number =>
  [...id].reduce((sum, letter) => (sum * 33 + letter.charCodeAt(0)) % 4091, 0) % colours

/** Somebody's face: their initial on a colour of their own, or the app's sign. */
export const Face = ({ user, isBot }: { user: SeenUser | undefined; isBot?: boolean }) => {
  if (isBot === true || user?.isBot === true) {
    return (
      <span class="face face-app" aria-hidden="true">
        <svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round">
          <path d="M16 8v16M8 16h16" />
        </svg>
      </span>
    )
  }
  const name = user?.realName ?? user?.name ?? '?'
  return (
    <span
      class={`face face-${colourOf(user?.id ?? '')}`}
      data-initial={name.slice(0, 1).toUpperCase()}
      aria-hidden="true"
    />
  )
}
