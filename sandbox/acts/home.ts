import type { Parts } from '../parts.ts'
import { direct } from '../workspace/channels.ts'
import { viewShape } from '../workspace/shapes.ts'
import type { User } from '../workspace/state.ts'

/** Opens the app's home or its messages; the app hears of both. */
export const openHome = (parts: Parts, user: User, tab: 'home' | 'messages'): void => {
  const view = parts.workspace.state.homes[user.id]
  parts.workspace.emit({
    type: 'app_home_opened',
    user: user.id,
    channel: direct(parts.workspace, user.id).id,
    tab,
    ...(view === undefined || tab === 'messages' ? {} : { view: viewShape(view) }),
    event_ts: parts.workspace.ts(),
  })
}
