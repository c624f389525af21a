import type { Language } from '../seen.ts'

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u200f]/u

/**
 * The direction of a text: that of its first letter (or direction mark) that has one, as UAX #9 says, isolates passed
 * over, and what mrkdwn has in angle brackets or colons as well; undefined where nothing decides.
 */
export const directionIn = (text: string): 'ltr' | 'rtl' | undefined => {
  const bare = text.replace(/\u2068[^\u2069]*\u2069|<[^<>]*>|:[a-z0-9_+-]+:/g, '')
  const [first] = /[\p{L}\u200e\u200f]/u.exec(bare) ?? []
  return first === undefined ? undefined : rightToLeft.test(first) ? 'rtl' : 'ltr'
}

/**
 * Which way a message's blocks are laid out. Slack's client has no language that is written from right to left, so its
 * buttons always begin at the left; where the page follows such a reader, a message in a script like theirs does, too.
 */
export const layoutOf = (text: string, language: Language): 'ltr' | 'rtl' => {
  const isRtlReader = language === 'he' || language === 'ar'
  return isRtlReader && directionIn(text) !== 'ltr' ? 'rtl' : 'ltr'
}
