import { app, otherTeam, team } from './identity.ts'
import type { User } from './state.ts'

type Sketch = Pick<User, 'id' | 'name' | 'real_name'> & Partial<User>

/** A member of the organisation, but for what the sketch says. */
export const person = (sketch: Sketch): User => ({
  team_id: team.id,
  deleted: false,
  is_admin: false,
  is_owner: false,
  is_restricted: false,
  is_ultra_restricted: false,
  is_bot: false,
  is_stranger: false,
  display_name: sketch.name,
  updated: 1_760_000_000,
  ...sketch,
})

const member = (name: string, realName: string, tz: string, locale: string): Sketch => ({
  id: `U0${name.toUpperCase()}`,
  name,
  real_name: realName,
  tz,
  locale,
  email: `${name}@stanch.example`,
})

/**
 * Everybody in a fresh workspace: five people from five countries (one of them a guest), one from another
 * organisation, the bot and Slackbot. The locales are those Slack's own client offers: it has no Hebrew and no Arabic
 * one, so Noa's and Layla's say English, as they would in life, whatever they speak.
 */
export const freshPeople = (): User[] => [
  person({ ...member('noa', 'Noa Levi', 'Asia/Jerusalem', 'en-US'), speaks: 'he', is_admin: true, is_owner: true }),
  person({ ...member('layla', 'Layla Al-Harbi', 'Asia/Riyadh', 'en-US'), speaks: 'ar' }),
  person(member('haruki', 'Haruki Tanaka', 'Asia/Tokyo', 'ja-JP')),
  person(member('ann', 'Ann Whitfield', 'Europe/London', 'en-GB')),
  person({ ...member('maya', 'Maya Brooks', 'America/New_York', 'en-US'), is_restricted: true }),
  person({
    id: 'U0PIET',
    name: 'piet',
    real_name: 'Piet de Vries',
    team_id: otherTeam.id,
    tz: 'Europe/Amsterdam',
    is_stranger: true,
  }),
  person({ id: app.botUser, name: app.botName, real_name: 'Stanch', is_bot: true, tz: 'America/Los_Angeles' }),
  // Slack's own list says is_bot false of Slackbot; apps that count people trip over it.
  person({ id: 'USLACKBOT', name: 'slackbot', real_name: 'Slackbot', tz: 'America/Los_Angeles', locale: 'en-US' }),
]

/** The ids of the people who can be acted as, in the order they are shown. */
export const playable = (users: User[]): User[] => users.filter((user) => !user.is_bot && user.id !== 'USLACKBOT')
