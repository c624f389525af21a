import { escapeLines } from '../mrkdwn.ts'

/** The part of a piece in which it may be ended early, so that it ends between words. */
const wordsMayEndIn = 0.3
/** What belongs to the letter before it: marks, joiners, skin tones, the other half of a surrogate pair. */
const joins = /^(?:\p{M}|\u200d|\p{Emoji_Modifier}|[\udc00-\udfff])/u
/** A letter under more of them than this is cut after all. */
const mostJoined = 32

/**
 * What people typed, escaped for mrkdwn, in as many pieces of at most `most` UTF-16 units as it takes. Only white space
 * at the borders is lost; a border is between lines or words where there is one, and never inside a letter.
 */
export const escapedPieces = (typed: string, most: number): string[] => {
  const pieces: string[] = []
  for (let rest = typed.trim(); rest !== '';) {
    let end = border(rest, Math.min(rest.length, most))
    let piece = escapeLines(rest.slice(0, end))
    while (piece.length > most) {
      end = border(rest, Math.max(1, Math.min(end - 1, Math.floor((end * most) / piece.length))))
      piece = escapeLines(rest.slice(0, end))
    }
    if (piece !== '') pieces.push(piece)
    rest = rest.slice(end).trimStart()
  }
  return pieces
}

const border = (text: string, end: number): number => {
  if (end >= text.length) return text.length
  const least = Math.floor(end * (1 - wordsMayEndIn))
  for (const ends of ['\n', ' ']) {
    const at = text.lastIndexOf(ends, end)
    if (at > least) return at
  }
  for (let at = end; at > Math.max(0, end - mostJoined); at--) {
    if (!joins.test(text.slice(at, at + 2)) && text.charAt(at - 1) !== '\u200d') return at
  }
  return end
}
