import { useMemo } from 'preact/hooks'
import type { Kit } from '../seen.ts'
import { LeafOf } from './leaf.tsx'
import { readMrkdwn, readPlain } from './mrkdwn.ts'
import type { Line, Passage } from './passages.ts'
import { stringOf } from './reading.ts'
import { Unknown } from './unknown.tsx'

/** Passages one below the other; every line is laid out in the direction of what stands in it. */
export const Passages = ({ passages }: { passages: readonly Passage[] }) => (
  <div class={`kit-text${isJumbo(passages) ? ' kit-jumbo' : ''}`}>
    {passages.map((passage, index) => (
      <PassageOf key={index} passage={passage} />
    ))}
  </div>
)

/** A text object in a place of its own, `mrkdwn` or `plain_text`. */
export const TextBlock = ({ of }: { of: Kit }) => {
  const sent = stringOf(of['text'])
  const isMrkdwn = of['type'] === 'mrkdwn'
  // A window is drawn again with each news; what was read once is not read again for that.
  const flag = of[isMrkdwn ? 'verbatim' : 'emoji']
  const passages = useMemo((): readonly Passage[] => {
    if (isMrkdwn) return readMrkdwn(sent, { verbatim: flag === true })
    return [{ kind: 'lines', lines: readPlain(sent, flag !== false) }]
  }, [sent, isMrkdwn, flag])
  return <Passages passages={passages} />
}

/** A text object inside a label, a button or an option: on one line, nothing in it to press. */
export const Words = ({ of }: { of: Kit }) => (
  <span dir="auto" class="kit-words">
    {readPlain(stringOf(of['text']), of['emoji'] !== false).map((line, index) => (
      <LineOf key={index} line={index === 0 ? line : [{ kind: 'text', text: ' ', style: {} }, ...line]} />
    ))}
  </span>
)

const PassageOf = ({ passage }: { passage: Passage }) => {
  switch (passage.kind) {
    case 'lines':
      return <Lines lines={passage.lines} />
    case 'quote':
      return (
        <blockquote class="kit-quote" dir="auto">
          <Lines lines={passage.lines} isDirected={false} />
        </blockquote>
      )
    case 'preformatted':
      return (
        <pre class="kit-pre" dir="auto" tabIndex={0}>
          {passage.lines.map((line, index) => (
            <>
              {index > 0 && '\n'}
              <LineOf line={line} />
            </>
          ))}
        </pre>
      )
    case 'heading':
      return (
        <div class={`kit-heading kit-heading-${passage.level}`} role="heading" aria-level={passage.level + 2}>
          <Lines lines={passage.lines} />
        </div>
      )
    case 'list':
      return <List {...passage} />
    case 'rule':
      return <hr class="kit-divider" />
    case 'unknown':
      return <Unknown held={passage.held} />
    default: {
      const never: never = passage
      return never
    }
  }
}

/** `isDirected`: each finds its own direction; otherwise what is around them does, and needs to see their text. */
const Lines = ({ lines, isDirected = true }: { lines: readonly Line[]; isDirected?: boolean }) => (
  <>
    {lines.map((line, index) => (
      <div key={index} class="kit-line" {...(isDirected ? { dir: 'auto' } : {})}>
        <LineOf line={line} />
      </div>
    ))}
  </>
)

const LineOf = ({ line }: { line: Line }) => (
  <>
    {line.map((leaf, index) => (
      <LeafOf key={index} leaf={leaf} />
    ))}
  </>
)

const bullets = ['•', '◦', '▪'] as const

const List = ({ ordered, indent, first, bordered, items }: Extract<Passage, { kind: 'list' }>) => {
  const drawn = items.map((lines, index) => (
    // The whole item has one direction, for its mark stands where its text begins.
    <li key={index} class="kit-item" dir="auto">
      <span class="kit-mark" aria-hidden="true">
        {ordered ? `${numeral(first + index, indent)}.` : bullets[indent % bullets.length]}
      </span>
      <div>
        <Lines lines={lines} isDirected={false} />
      </div>
    </li>
  ))
  const shared = { class: `kit-list${bordered === true ? ' kit-bordered' : ''}`, style: { '--indent': indent } }
  return ordered ? (
    <ol {...shared} role="list" start={first}>
      {drawn}
    </ol>
  ) : (
    <ul {...shared} role="list">
      {drawn}
    </ul>
  )
}

/** Numbers, letters and small Roman numerals in turn, the deeper a list stands: as Slack counts. */
const numeral = (number: number, indent: number): string => {
  switch (indent % 3) {
    case 1:
      return letters(number)
    case 2:
      return roman(number)
    default:
      return String(number)
  }
}

const letters = (number: number): string =>
  number < 1
    ? String(number)
    : letters(Math.floor((number - 1) / 26)).replace(/^0$/, '') + String.fromCharCode(97 + ((number - 1) % 26))

const romans = [
  ['m', 1000],
  ['cm', 900],
  ['d', 500],
  ['cd', 400],
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
] as const

const roman = (number: number): string => {
  if (number < 1 || number > 3999) return String(number)
  const [letter, worth] = romans.find(([, value]) => value <= number) ?? ['i', 1]
  return number === worth ? letter : letter + roman(number - worth)
}

/** A few emoji and nothing else are drawn large, as Slack does. */
const isJumbo = (passages: readonly Passage[]): boolean => {
  const [passage, ...others] = passages
  if (passage?.kind !== 'lines' || others.length > 0) return false
  const leaves = passage.lines.flat().filter((leaf) => leaf.kind !== 'text' || leaf.text.trim() !== '')
  return leaves.length > 0 && leaves.length <= 23 && leaves.every((leaf) => leaf.kind === 'emoji')
}
