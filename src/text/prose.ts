import { markup, type Markup } from './markup.ts'

/** Only what is plainly an address, up to the sign that rather belongs to the sentence. */
const addresses = /(https?:\/\/[^\s<>"'\u2066-\u2069]+[^\s<>"'.,;:!?)\]}\u2066-\u2069。、）」])/

/** What was typed, as paragraphs: an empty line parts them, a line end stays one, an address of the web is a link. */
export const prose = (text: string): readonly Markup[] =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => markup`<p>${linesOf(paragraph)}</p>`)

const linesOf = (paragraph: string): readonly Markup[] =>
  paragraph.split('\n').map((line, nth) => (nth === 0 ? markup`${linked(line)}` : markup`<br>${linked(line)}`))

const linked = (line: string): readonly Markup[] =>
  line
    .split(addresses)
    // Split by a group: what stands at odd places is what the group found.
    .map((part, nth) =>
      nth % 2 === 1 ? markup`<a href="${part}" rel="nofollow noreferrer">${part}</a>` : markup`${part}`,
    )
