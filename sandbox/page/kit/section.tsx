import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Kit } from '../seen.ts'
import { useWords } from './drawing.ts'
import { ElementOf } from './element.tsx'
import { isKit, kitIn, kitsOf, stringOf } from './reading.ts'
import { TextBlock } from './text.tsx'

/** Longer than this Slack folds a section, unless it asks to be expanded; in characters and in lines. */
const longest = { characters: 900, lines: 14 }

/** Text, fields in two columns, and something beside them. docs.slack.dev/reference/block-kit/blocks/section-block */
export const Section = ({ block }: { block: Kit }) => {
  const sent = stringOf(kitIn(block, 'text')['text'])
  const isLong = sent.length > longest.characters || sent.split('\n').length > longest.lines
  const fields = kitsOf(block['fields'])
  return (
    <div class="kit-section">
      <div class="kit-section-text">
        {isKit(block['text']) && (
          <Folding isLong={isLong && block['expand'] !== true}>
            <TextBlock of={block['text']} />
          </Folding>
        )}
        {fields.length > 0 && (
          <div class="kit-fields">
            {fields.map((field, index) => (
              <TextBlock key={index} of={field} />
            ))}
          </div>
        )}
      </div>
      {isKit(block['accessory']) && (
        <div class="kit-accessory">
          <ElementOf placed={{ block, element: block['accessory'] }} />
        </div>
      )}
    </div>
  )
}

const Folding = ({ isLong, children }: { isLong: boolean; children: ComponentChildren }) => {
  const words = useWords()
  const [isFolded, setFolded] = useState(true)
  if (!isLong) return <>{children}</>
  return (
    <>
      <div class={isFolded ? 'kit-folded' : ''}>{children}</div>
      <button type="button" class="kit-fold" aria-expanded={!isFolded} onClick={() => setFolded(!isFolded)}>
        {isFolded ? words.more : words.less}
      </button>
    </>
  )
}
