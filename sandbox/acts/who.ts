import type { Impossibility } from '../page/answers.ts'
import type { Parts } from '../parts.ts'
import { direct } from '../workspace/channels.ts'
import { app, otherTeam, team } from '../workspace/identity.ts'
import type { Channel, Kit, Message, User } from '../workspace/state.ts'
import { messageAt } from '../workspace/workspace.ts'

/** Something a person tried that Slack's client would not let them do; `about`: the name that it is about, or ''. */
export class Impossible extends Error {
  override name = 'Impossible'
  readonly why: Impossibility
  readonly about: string

  constructor(why: Impossibility, message: string, about = '') {
    super(message)
    this.why = why
    this.about = about
  }
}

/** A person by name or id. */
export const personOf = (parts: Parts, name: string): User => {
  const bare = name.replace(/^@/, '').toLowerCase()
  const found = parts.workspace.state.users.find((user) => user.id === name || user.name === bare)
  if (found === undefined) throw new Impossible('unknown-name', `there is nobody called ${name}`, name)
  return found
}

/** A channel by name or id; `dm` is the person's direct message with the bot. */
export const channelOf = (parts: Parts, name: string, user: User): Channel => {
  if (name === 'dm' || name === `@${app.botName}`) return direct(parts.workspace, user.id)
  const found = parts.workspace.channelByName(name)
  if (found === undefined) throw new Impossible('unknown-name', `there is no channel called ${name}`, name)
  if (found.kind !== 'channel' && !found.members.includes(user.id))
    throw new Impossible('unknown-name', `${user.name} does not see ${name}`, name)
  return found
}

/** A message by its ts. */
export const messageOf = (channel: Channel, ts: string): Message => {
  const found = messageAt(channel, ts)
  if (found === undefined) throw new Impossible('gone', `there is no message ${ts} in ${channel.name}`)
  return found
}

/** `user` of an interaction payload. */
export const userPart = (user: User): Kit => ({
  id: user.id,
  username: user.name,
  name: user.name,
  team_id: user.team_id,
})

/** `team` of an interaction payload: the workspace, or the person's own for what they do in a form. */
export const teamPart = (user: User, own = false): Kit =>
  own && user.is_stranger ? { id: otherTeam.id, domain: otherTeam.domain } : { id: team.id, domain: team.domain }

/** A channel's name as payloads give it: private ones and direct messages go unnamed. */
export const nameOf = (channel: Channel): string =>
  ({ channel: channel.name, group: 'privategroup', im: 'directmessage' })[channel.kind]
