import type { Kit } from '../seen.ts'
import { useWords } from './drawing.ts'
import { kitIn, stringOf } from './reading.ts'

/** Whether the page may load from this address: the workspace's own server, or another program on this machine. */
export const isNear = (url: string): boolean =>
  (url.startsWith('/') && !url.startsWith('//')) ||
  (URL.canParse(url) &&
    ['http:', 'https:'].includes(new URL(url).protocol) &&
    ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname))

/** A picture from this machine; of any other, what it would show and where it lies, for nothing is fetched from afar. */
export const ImageOf = ({ of, size }: { of: Kit; size: 'whole' | 'beside' | 'small' }) => {
  const words = useWords()
  const url = stringOf(of['image_url']) || stringOf(kitIn(of, 'slack_file')['url'])
  const described = stringOf(of['alt_text'])
  if (isNear(url)) return <img class={`kit-image kit-image-${size}`} src={url} alt={described} loading="lazy" />
  return (
    <span class="kit-absent" role="img" aria-label={described} title={`${words.notFetched}\n${url}`}>
      <span aria-hidden="true">🖼</span> <bdi>{described}</bdi>
      {size === 'whole' && <small>{words.notFetched}</small>}
    </span>
  )
}
