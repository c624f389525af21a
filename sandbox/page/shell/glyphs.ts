import { emojiGlyph } from '../kit/emoji.ts'

/** What one reaches for first; the pushpin puts a message into an incident's timeline. */
export const quickReactions = [
  'pushpin',
  '+1',
  'eyes',
  'white_check_mark',
  'fire',
  'rotating_light',
  'tada',
  'pray',
  'heart',
  'joy',
  'thinking_face',
  'x',
] as const

/** An emoji by Slack's name for it; one that is not known stays `:name:`. */
export const glyphOf = (name: string): string => emojiGlyph(name) ?? `:${name}:`
