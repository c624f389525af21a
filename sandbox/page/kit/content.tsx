import { useMemo } from 'preact/hooks'
import type { Acts, Kit, Names, Reader, Values } from '../seen.ts'
import { useActing } from './acting.ts'
import { Blocks } from './block.tsx'
import { layoutOf } from './direction.ts'
import { DrawingContext } from './drawing.ts'
import { Files, type SharedFile } from './files.tsx'
import { readMrkdwn } from './mrkdwn.ts'
import { Passages } from './text.tsx'

type ContentProps = {
  /** mrkdwn; what is shown where there are no blocks. */
  readonly text: string
  readonly blocks?: readonly Kit[] | undefined
  readonly files?: readonly SharedFile[] | undefined
  readonly reader: Reader
  readonly names: Names
  readonly acts: Acts
  /** What the reader has chosen in it so far. */
  readonly values?: Values | undefined
}

const nothing = {}

/** The inside of a message, of what only the reader sees, or of the app's home. */
export const Content = ({ text, blocks = [], files = [], reader, names, acts, values = nothing }: ContentProps) => {
  const acting = useActing(acts)
  const drawing = useMemo(
    () => ({ reader, names, values, errors: nothing, acts: acting.acts, holdBack: acting.holdBack }),
    [reader, names, values, acting],
  )
  return (
    <DrawingContext.Provider value={drawing}>
      <div class="kit">
        {blocks.length > 0 ? (
          <Blocks blocks={blocks} dir={layoutOf(text, reader.language)} />
        ) : (
          text !== '' && <Passages passages={readMrkdwn(text)} />
        )}
        {files.length > 0 && <Files files={files} />}
      </div>
    </DrawingContext.Provider>
  )
}
