import type { NotPossible } from '../data/wire.ts'
import type { Words } from './words.ts'

/** Why somebody could not do something, as a sentence of the page's. */
export const impossibleIn = (words: Words, { why, about }: NotPossible): string => {
  const name = `\u2068${about}\u2069`
  const place = `\u2068#${about}\u2069`
  switch (why) {
    case 'archived':
      return words.isArchived({ place })
    case 'not-member':
      return words.notMember({ place })
    case 'not-theirs':
      return words.notYours
    case 'no-shortcuts':
      return words.noShortcuts
    case 'unknown-name':
      return words.unknownName({ name })
    case 'gone':
      return words.isGone
    case 'playing':
      return words.isPlaying
    case 'name-taken':
      return words.nameTaken({ name })
    case 'bad-name':
      return words.badName
    default: {
      const never: never = why
      return never
    }
  }
}
