import { emptyChannel } from './channels.ts'
import { app } from './identity.ts'
import { freshPeople, playable } from './people.ts'
import type { Channel, State } from './state.ts'

const founder = 'U0NOA'

const channel = (id: string, name: string, members: string[], created: number): Channel => ({
  ...emptyChannel({ id, name, kind: 'channel', creator: founder, created }),
  is_general: name === 'general',
  members,
})

/**
 * The workspace on its first day: #general and #random with everybody of the organisation, #incidents with the bot
 * too, and a direct message between each of them and the bot. Everybody outside the organisation is in no channel.
 */
export const freshState = (now: number): State => {
  const created = Math.floor(now / 1000)
  const users = freshPeople()
  const own = playable(users).filter((user) => !user.is_stranger)
  const everybody = own.map((user) => user.id)
  const direct = own.map((user): Channel => ({
    ...channel(`D0${user.name.toUpperCase()}`, '', [user.id, app.botUser], created),
    kind: 'im',
    user: user.id,
  }))
  return {
    version: 1,
    counter: 0,
    lastTs: 0,
    users,
    channels: [
      channel('C0GENERAL', 'general', [...everybody], created),
      channel('C0INCIDENTS', 'incidents', [...everybody, app.botUser], created),
      channel('C0RANDOM', 'random', [...everybody], created),
      ...direct,
    ],
    files: [],
    ephemerals: [],
    stacks: {},
    homes: {},
  }
}
