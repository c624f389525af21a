import type { Kit } from '../seen.ts'
import { useWords } from './drawing.ts'
import { kitIn, stringOf } from './reading.ts'

/**
 * Where this page can load a picture from: the files of its own server, whichever name of this machine they were sent
 * with; undefined for any other place.
 */
export const pathOfFile = (url: string): string | undefined => {
  if (!URL.canParse(url, 'http://localhost')) return undefined
  const { protocol, hostname, pathname } = new URL(url, 'http://localhost')
  const isNear = protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return isNear && pathname.startsWith('/files/') ? pathname : undefined
}

/** A picture of the workspace's own; of any other, what it would show and where it lies, for nothing is fetched from afar. */
export const ImageOf = ({ of, size }: { of: Kit; size: 'whole' | 'beside' | 'small' }) => {
  const words = useWords()
  const url = stringOf(of['image_url']) || stringOf(kitIn(of, 'slack_file')['url'])
  const described = stringOf(of['alt_text'])
  const path = pathOfFile(url)
  if (path !== undefined) return <img class={`kit-image kit-image-${size}`} src={path} alt={described} loading="lazy" />
  return (
    <span class="kit-absent" role="img" aria-label={described} title={`${words.notFetched}\n${url}`}>
      <span aria-hidden="true">🖼</span> <bdi>{described}</bdi>
      {size === 'whole' && <small>{words.notFetched}</small>}
    </span>
  )
}
