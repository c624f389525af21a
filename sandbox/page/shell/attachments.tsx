import { useTools } from '../tools.ts'
import { Icon, IconButton } from './icon.tsx'

/** Files that go with the next message. */
export const Attachments = (props: { files: readonly File[]; onDrop: (file: File) => void }) => {
  const { words } = useTools()
  if (props.files.length === 0) return null
  return (
    <ul class="attachments">
      {props.files.map((file) => (
        <li key={file.name}>
          <Icon name="file" /> <bdi>{file.name}</bdi>
          <IconButton icon="close" label={words.detach({ name: file.name })} onClick={() => props.onDrop(file)} />
        </li>
      ))}
    </ul>
  )
}
