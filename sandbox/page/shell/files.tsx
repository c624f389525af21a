import { useEffect, useState } from 'preact/hooks'
import type { SeenFile } from '../answers.ts'
import { useTools } from '../tools.ts'
import { Icon } from './icon.tsx'

/** So much of a text is shown under its name, in characters. */
const excerptLength = 800
/** A text that is bigger is only named, in bytes. */
const biggestText = 2_000_000

const sizeOf = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

const Excerpt = ({ file }: { file: SeenFile }) => {
  const [text, setText] = useState<string>()
  useEffect(() => {
    let isGone = false
    const read = async (): Promise<void> => {
      const whole = await (await fetch(file.path)).text()
      if (!isGone) setText(whole.length > excerptLength ? `${whole.slice(0, excerptLength)}…` : whole)
    }
    void read()
    return () => {
      isGone = true
    }
  }, [file.path])
  return text === undefined ? null : (
    <pre dir="auto" tabIndex={0} aria-label={file.name}>
      {text}
    </pre>
  )
}

const isText = ({ mimetype, size }: SeenFile): boolean =>
  /^text\/|^application\/json/.test(mimetype) && size <= biggestText

/** The files of a message: pictures as they are, the beginning of texts, and for all a way to the whole. */
export const Files = ({ files }: { files: readonly SeenFile[] }) => {
  const { words } = useTools()
  return (
    <div class="files">
      {files.map((file) => (
        <figure key={file.id} class="file">
          {file.mimetype.startsWith('image/') && (
            <a href={file.path} target="_blank" rel="noreferrer">
              <img src={file.path} alt={file.name} loading="lazy" />
            </a>
          )}
          {isText(file) && <Excerpt file={file} />}
          <figcaption>
            <a href={file.path} target="_blank" rel="noreferrer" download={file.name}>
              <Icon name="file" />
              <bdi>{words.fileOf({ name: file.name, size: sizeOf(file.size) })}</bdi>
            </a>
          </figcaption>
        </figure>
      ))}
    </div>
  )
}
