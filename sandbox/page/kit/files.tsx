import { useEffect, useState } from 'preact/hooks'
import { useWords } from './drawing.ts'
import { filled } from './words.ts'

/** A file on a message; `path` is where this server has it, `size` is in bytes. */
export type SharedFile = {
  readonly id: string
  readonly name: string
  readonly mimetype: string
  readonly size: number
  readonly path: string
}

/** Bigger texts are not read for a look at their beginning. */
const biggestText = 256 * 1024
const linesShown = 8

/** Files under a message: pictures as they are, texts with their beginning, a tile for each. */
export const Files = ({ files }: { files: readonly SharedFile[] }) => (
  <div class="kit-files">
    {files.map((file) => (
      <FileOf key={file.id} file={file} />
    ))}
  </div>
)

const FileOf = ({ file }: { file: SharedFile }) => {
  const isText = /^text\/|json$/.test(file.mimetype) && file.size <= biggestText
  return (
    <figure class="kit-file">
      <figcaption>
        <Tile file={file} />
      </figcaption>
      {file.mimetype.startsWith('image/') && (
        <a href={file.path} target="_blank" rel="noopener noreferrer">
          <img class="kit-image kit-image-whole" src={file.path} alt={file.name} loading="lazy" />
        </a>
      )}
      {isText && <Excerpt file={file} />}
    </figure>
  )
}

const Tile = ({ file }: { file: SharedFile }) => (
  <a class="kit-tile" href={file.path} download={file.name} title={filled(useWords().download, { name: file.name })}>
    <span class="kit-tile-type" aria-hidden="true">
      {/\.([a-z0-9]{1,4})$/i.exec(file.name)?.[1] ?? '·'}
    </span>
    <span>
      <bdi>{file.name}</bdi>
      <small>
        <bdi>{sizeOf(file.size)}</bdi>
      </small>
    </span>
  </a>
)

const Excerpt = ({ file }: { file: SharedFile }) => {
  const words = useWords()
  const [text, setText] = useState<string>()
  const [isWhole, setWhole] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    fetch(file.path, { signal: stop.signal })
      .then((answer) => (answer.ok ? answer.text() : undefined))
      .then(setText, (error: unknown) => {
        // Its tile still leads to it; only a fetch that was called off is nothing to tell.
        if (!stop.signal.aborted) setText(String(error))
      })
    return () => stop.abort()
  }, [file.path])
  if (text === undefined) return null
  const lines = text.split('\n')
  return (
    <>
      <pre class="kit-pre kit-excerpt" tabIndex={0} aria-label={file.name} dir="auto">
        {isWhole ? text : lines.slice(0, linesShown).join('\n')}
      </pre>
      {lines.length > linesShown && (
        <button type="button" class="kit-fold" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? words.less : words.whole}
        </button>
      )}
    </>
  )
}

/** Bytes in the unit that a person would say. */
const sizeOf = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
