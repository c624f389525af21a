import type { ComponentChildren } from 'preact'
import { formatDate } from './dates.ts'
import { useDrawing } from './drawing.ts'
import { isOpenable } from './mrkdwn-token.ts'
import type { Leaf, Style } from './passages.ts'
import { Unknown } from './unknown.tsx'

/** One leaf of a line in its style. Text is always text here: no string becomes markup of the page. */
export const LeafOf = ({ leaf }: { leaf: Leaf }) => <Styled style={leaf.style}>{insideOf(leaf)}</Styled>

const insideOf = (leaf: Leaf): ComponentChildren => {
  switch (leaf.kind) {
    case 'text':
      return leaf.text
    case 'link':
      return <Link url={leaf.url}>{leaf.label}</Link>
    case 'person':
      return <Person id={leaf.id} label={leaf.label} />
    case 'channel':
      return <Channel id={leaf.id} label={leaf.label} />
    case 'group':
      return <span class="kit-mention">{leaf.label === '' ? `@${leaf.id}` : leaf.label}</span>
    case 'broadcast':
      return <span class="kit-mention kit-mention-me">@{leaf.range}</span>
    case 'emoji':
      return leaf.glyph === undefined ? (
        `:${leaf.name}:`
      ) : (
        <span class="kit-emoji" role="img" aria-label={leaf.name.replaceAll('_', ' ')} title={`:${leaf.name}:`}>
          {leaf.glyph}
        </span>
      )
    case 'date':
      return <DateOf {...leaf} />
    case 'colour':
      return (
        <>
          {/^#[0-9a-f]{3,8}$/i.test(leaf.value) && <span class="kit-colour" style={{ background: leaf.value }} />}
          {leaf.value}
        </>
      )
    case 'unknown':
      return <Unknown held={leaf.held} />
    default: {
      const never: never = leaf
      return never
    }
  }
}

/** A link out of the page, if its address may be opened at all; else its words alone. */
export const Link = ({ url, children }: { url: string; children: ComponentChildren }) =>
  isOpenable(url) ? (
    <a class="kit-link" href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ) : (
    <>{children}</>
  )

const Person = ({ id, label }: { id: string; label: string }) => {
  const { names, reader, acts } = useDrawing()
  const mine = id === reader.id ? ' kit-mention-me' : ''
  return (
    <button type="button" class={`kit-mention${mine}`} onClick={() => acts.openPerson(id)}>
      @{names.person(id) ?? (label || id)}
    </button>
  )
}

const Channel = ({ id, label }: { id: string; label: string }) => {
  const { names, acts } = useDrawing()
  const name = names.channel(id)
  // A private channel has no name for those who are not in it; Slack does not open it for them either.
  if (name === undefined) return <span class="kit-mention">#{label || id}</span>
  return (
    <button type="button" class="kit-mention" onClick={() => acts.openChannel(id)}>
      #{name}
    </button>
  )
}

const DateOf = ({ seconds, format, url, fallback }: Extract<Leaf, { kind: 'date' }>) => {
  const { reader } = useDrawing()
  const now = Date.now()
  const whole = formatDate(seconds * 1000, '{date_long} {time_secs}', reader, now)
  const time = (
    <time
      dateTime={new Date(seconds * 1000).toISOString()}
      title={`${whole} (${reader.timeZone})`}
      data-sent={fallback}
    >
      {formatDate(seconds * 1000, format, reader, now)}
    </time>
  )
  return url === undefined ? time : <Link url={url}>{time}</Link>
}

const Styled = ({ style, children }: { style: Style; children: ComponentChildren }) => {
  let drawn = children
  if (style.code) drawn = <code class="kit-code">{drawn}</code>
  if (style.strike) drawn = <s>{drawn}</s>
  if (style.underline) drawn = <u>{drawn}</u>
  if (style.highlight) drawn = <mark class="kit-highlight">{drawn}</mark>
  if (style.italic) drawn = <i>{drawn}</i>
  if (style.bold) drawn = <b>{drawn}</b>
  return <>{drawn}</>
}
