import type { Moment, UserId } from '../../domain/ids.ts'
import type { T } from '../../text/text.ts'
import { escape, mention } from '../mrkdwn.ts'
import { recorded } from './moments.ts'

/** What a person is called; undefined for somebody who is not known. */
export type NameOf = (user: UserId) => string | undefined

/** How one markup names people, shows what they typed on one line, and shows a moment for the record. */
export type Hand = {
  readonly who: (user: UserId) => string
  readonly typed: (text: string) => string
  readonly moment: (at: Moment, t: T) => string
}

const nameShown = 80

/**
 * For mrkdwn. People are called by name, not mentioned: a postmortem names each of them dozens of times, and every
 * mention in a new message would notify them. Only somebody whose name is not known is mentioned, for nobody could read
 * the id.
 */
export const mrkdwnHand = (nameOf: NameOf): Hand => ({
  who: (user) => {
    const name = nameOf(user)
    return name === undefined ? mention(user) : escape(name, nameShown)
  },
  typed: (text) => escape(named(text, nameOf)),
  moment: recorded,
})

/** What people typed, with `<@U1>` in it as `@name`. */
export const named = (text: string, nameOf: NameOf): string =>
  text.replace(/<@(\w+)>/g, (_, id: UserId) => `@${nameOf(id) ?? id}`)
