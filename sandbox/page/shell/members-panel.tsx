import { msOf } from '../data/grouping.ts'
import { channelOf } from '../data/shown.ts'
import { useShown, useTools } from '../tools.ts'
import { Face } from './face.tsx'
import { timeOf } from './moments.ts'

/** Who is in the open channel, who may be invited, and the way out of it. */
export const MembersPanel = () => {
  const { desk, words, reader } = useTools()
  const shown = useShown()
  const channel = channelOf(shown)
  if (channel === undefined) return null
  const inside = shown.users.filter(({ id }) => channel.members.includes(id))
  const outside = shown.users.filter(
    ({ id, isPlayable, isBot }) => (isPlayable || isBot) && !channel.members.includes(id),
  )
  const act = (verb: string, request: object = {}) => void desk.attempt(verb, { channel: channel.id, ...request })
  const now = msOf(String(Date.now() / 1000))
  return (
    <div class="panel-list" tabIndex={0} role="region" aria-label={words.membersTitle}>
      <ul class="people-list">
        {inside.map((user) => (
          <li key={user.id}>
            <Face user={user} />
            <span class="person">
              <bdi>{user.realName}</bdi>
              {!user.isBot && (
                <span class="quiet">
                  {words.localTime({ time: timeOf(now, { ...reader, timeZone: user.timeZone }) })}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {channel.isMember && outside.length > 0 && (
        <ul class="people-list">
          {outside.map((user) => (
            <li key={user.id}>
              <Face user={user} />
              <bdi class="person">{user.realName}</bdi>
              <button
                type="button"
                class="button"
                aria-label={`${words.invite}: ${user.realName}`}
                onClick={() => act('join', { user: user.id, by: shown.me })}
              >
                {words.invite}
              </button>
            </li>
          ))}
        </ul>
      )}
      {channel.isMember && (
        <button type="button" class="button" onClick={() => act('leave')}>
          {words.leave}
        </button>
      )}
    </div>
  )
}
