import { emojiByName } from './emoji-names.ts'

const tones = ['🏻', '🏼', '🏽', '🏾', '🏿']

/**
 * The glyph of an emoji as Slack names it: `fire`, `wave::skin-tone-3`, `flag-il`; undefined for one that is not known
 * (a workspace's own, or a rare one), which stays `:name:`.
 */
export const emojiGlyph = (written: string): string | undefined => {
  const [name = '', tone] = written.split('::skin-tone-')
  const flag = /^flag-([a-z])([a-z])$/.exec(name)
  if (flag !== null) return regional(flag[1] ?? '') + regional(flag[2] ?? '')
  const glyph = emojiByName.get(name)
  if (glyph === undefined || tone === undefined) return glyph
  const shade = tones[Number(tone) - 2]
  // A tone goes right after the person, before what is joined to it, and takes the place of the mark of presentation.
  return shade === undefined ? glyph : glyph.replace(/^(\P{M})\ufe0f?/u, `$1${shade}`)
}

/** A glyph from the names of code points, as rich_text has them: `1f44d-1f3fb`; undefined where that is no such name. */
export const glyphOfPoints = (written: string): string | undefined => {
  const points = written.split('-').map((point) => Number.parseInt(point, 16))
  const known = /^[0-9a-f]{1,6}(-[0-9a-f]{1,6})*$/i.test(written) && points.every((point) => point <= 0x10ffff)
  return known ? String.fromCodePoint(...points) : undefined
}

const regional = (letter: string): string => String.fromCodePoint(0x1f1e6 + letter.charCodeAt(0) - 97)
