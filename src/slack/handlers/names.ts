import { type UserId, userId } from '../../domain/ids.ts'
import { shownName } from '../names.ts'
import type { NameOf } from '../views/hand.ts'
import type { House } from './handler.ts'

/** More people than this are not looked up for one answer; the rest are shown by their ids. */
const most = 100

/** What these people are called, read at once, for views that ask one by one. */
export const namesOf = async (users: Iterable<UserId>, house: House): Promise<NameOf> => {
  const wanted = [...new Set(users)].slice(0, most)
  const people = await Promise.all(wanted.map((user) => house.people.find(user)))
  const names = new Map(
    people.flatMap((person) => (person === undefined ? [] : [[person.id, shownName(person)] as const])),
  )
  return (user) => names.get(user)
}

/** The people whose `<@U1>` tokens stand in texts. */
export const mentionedIn = (texts: readonly string[]): UserId[] =>
  texts.flatMap((text) => [...text.matchAll(/<@(\w+)>/g)].map((match) => userId(match[1] ?? '')))
