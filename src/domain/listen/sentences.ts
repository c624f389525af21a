/**
 * Cuts a message into sentences that the speaker says in their own voice: quotations, code, links and emoji are taken
 * out, so that nothing somebody else said (or a machine printed) can count as said.
 */

/**
 * Stands where a mention stood; the nth one in `plain` is the nth of `mentions`. A private-use character nobody types.
 */
export const MENTION = '\uE000'

/** Stands where code, a quotation, a link or a channel stood: a word of unknown meaning. */
const SOMETHING = '\uE001'

/** Characters that are judged; Slack lets people send 40,000, but nobody claims a role after four thousand. */
const LONGEST_MESSAGE = 4_000

/** A sentence longer than this is a pasted log, and is judged by its beginning. */
const LONGEST_SENTENCE = 400

/** One sentence of a message, as it is looked at. */
export interface Sentence {
  /** As it was typed, without bullet and surrounding space; mentions as Slack writes them (`<@U123>`). */
  readonly text: string
  /**
   * Lower case, straight apostrophes, no diacritics, one space between words; mentions and foreign matter as
   * placeholders.
   */
  readonly plain: string
  /** User ids in the order in which `MENTION` occurs in `plain`. */
  readonly mentions: readonly string[]
  /** Ends in a question mark of any script. */
  readonly asks: boolean
}

/** The lines of a message that are the speaker's own: no code blocks, no quoted lines. Clipped at 4,000 characters. */
export function ownLines(text: string): string[] {
  return text
    .slice(0, LONGEST_MESSAGE)
    .replaceAll(/[\uE000-\uF8FF]/g, ' ')
    .replaceAll(/```[^]*?(?:```|$)/g, ' \n')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(?:>|&gt;)/.test(line))
}

/** The sentences of one line, in order; none for a line without letters. */
export function sentencesOf(line: string): Sentence[] {
  const body = withoutBullet(line)
  const masked = foreignMatterMasked(body)
  const sentences: Sentence[] = []
  let from = 0
  for (const end of [...masked.matchAll(SENTENCE_END), null]) {
    const to = end === null ? body.length : end.index
    const sentence = sentenceOf(body.slice(from, to), masked.slice(from, to))
    const last = sentences.at(-1)
    if (sentence !== null) sentences.push(sentence)
    // A question mark that stands apart ("done! ?") asks what stands before it.
    else if (last !== undefined && ASKS.test(masked.slice(from, to))) sentences.splice(-1, 1, { ...last, asks: true })
    from = end === null ? to : to + end[0].length
  }
  return sentences
}

const ASKS = /[?？؟]/

function sentenceOf(typed: string, masked: string): Sentence | null {
  const mentions: string[] = []
  const said = masked
    .replaceAll(FILLER, '')
    .replaceAll(/<@([A-Za-z0-9_]+)(?:\|[^<>]*)?>/g, (_all, id: string) => {
      mentions.push(id)
      return MENTION
    })
    .replaceAll(/(?<![\p{L}\p{N}])[*_]+|[*_]+(?![\p{L}\p{N}])/gu, '')
  const plain = simplified(said).slice(0, LONGEST_SENTENCE)
  if (!/\p{L}/u.test(plain)) return null
  return { text: typed.trim(), plain, mentions, asks: ASKS.test(said) }
}

/**
 * The form in which words are compared: NFKC, lower case, one space between words, and even letters (`evenLetters`).
 */
export function simplified(text: string): string {
  return evenLetters(text.normalize('NFKC').toLowerCase()).replaceAll(/\s+/g, ' ').trim()
}

/**
 * Letters that people write in several ways, in one: straight apostrophes, no Hebrew points, no Arabic vowel signs, one
 * alef, one final ha, no bidi marks, a contraction (`we're`) set apart as a word (`we 're`). The vocabularies go
 * through it too.
 */
export function evenLetters(text: string): string {
  return text
    .replaceAll(/[’‘ʼ`´׳]/g, "'")
    .replaceAll(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/g, '')
    .replaceAll(/[\u0591-\u05BD\u05BF-\u05C7\u064B-\u065F\u0670\u0640]/g, '')
    .replaceAll(/[أإآٱ]/g, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .replaceAll(/(?<=[a-z])'(?=(?:s|re|ve|ll|m|d)(?![a-z]))/g, " '")
}

/** A bullet, a number or bold marks before the words are layout, not words. */
export function withoutBullet(line: string): string {
  return line.replace(/^(?:[-*•◦▪]|\d{1,2}[.)])\s+/, '').trim()
}

/**
 * Fills what a placeholder is shorter than the text it stands for, so that places in the typed and the masked line
 * agree.
 */
const FILLER = '\uE002'

const thing = (all: string): string => SOMETHING + FILLER.repeat(all.length - 1)
const nothing = (all: string): string => ` ${FILLER.repeat(all.length - 1)}`

/** The line with code, quotations, links, emoji and Slack's "(edited)" masked, character for character. */
function foreignMatterMasked(line: string): string {
  return line
    .replaceAll(/`[^`]*`/g, thing)
    .replaceAll(QUOTED, thing)
    .replaceAll(/<[!#][^<>]*>|<(?:https?|mailto|tel):[^<>]*>|\bhttps?:\/\/\S+/g, thing)
    .replaceAll(/(?<![\p{L}\p{N}]):[a-z0-9_+'-]*[a-z][a-z0-9_+'-]*:(?::skin-tone-\d:)?/giu, nothing)
    .replaceAll(/\(edited\)|\p{Extended_Pictographic}(?:\uFE0F|\u200D|\p{Emoji_Modifier})*/gu, nothing)
}

/**
 * Text between quotation marks, also one that is never closed; struck-out text. A straight quotation mark inside a
 * Hebrew word (an acronym: דו"ח) or an apostrophe inside a word opens nothing.
 */
const QUOTED =
  /“[^”]*(?:”|$)|„[^“”]*(?:[“”]|$)|«[^»]*(?:»|$)|「[^」]*(?:」|$)|『[^』]*(?:』|$)|(?<![\p{Script=Latin}\p{Script=Hebrew}\p{Script=Arabic}\p{N}])"[^"]*(?:"|$)|(?<![\p{L}\p{N}])['‘][^'‘’]{2,}['’](?![\p{L}\p{N}])|(?<![\p{L}\p{N}~])~[^~]+~(?![\p{L}\p{N}])/gu

/** A stop followed by space, or a CJK stop anywhere. A stop inside `v1.2.3` or `api.example.com` ends nothing. */
const SENTENCE_END = /(?<=[.!?؟…]["'”’)]?)\s+|(?<=[。！？｡])(?![。！？｡!?])|[;؛]\s+/gu
