import { isMoment } from './dates.ts'
import { type Leaf, type Style, text } from './passages.ts'

/** Text as Slack sends it, with its three entities opened: once, so that `&amp;lt;` shows as `&lt;`. */
export const opened = (sent: string): string =>
  sent.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/**
 * What stands between `<` and `>` in mrkdwn: a person, a channel, a group, a broadcast, a date or a link
 * (docs.slack.dev/messaging/formatting-message-text). What is none of these is shown as it was sent.
 */
export const leafOfToken = (inside: string, style: Style): Leaf => {
  const [target = '', ...labels] = inside.split('|')
  const label = opened(labels.join('|'))
  const literal = () => text(opened(`<${inside}>`), style)
  if (/^@[A-Z0-9]+$/.test(target)) return { kind: 'person', id: target.slice(1), label, style }
  if (/^#[A-Z0-9]+$/.test(target)) return { kind: 'channel', id: target.slice(1), label, style }
  if (target.startsWith('!date^'))
    return dateOf(target, label, style) ?? (label === '' ? literal() : text(label, style))
  if (/^!subteam\^[A-Z0-9]+$/.test(target)) return { kind: 'group', id: target.slice('!subteam^'.length), label, style }
  if (/^!(here|channel|everyone)$/.test(target)) return { kind: 'broadcast', range: target.slice(1), style }
  if (/^[a-z][a-z0-9+.-]*:\S/i.test(target)) return linkOf(opened(target), label, style)
  return literal()
}

const dateOf = (target: string, fallback: string, style: Style): Leaf | undefined => {
  const [, written = '', format = '', ...url] = target.split('^')
  const seconds = Number(written)
  if (written.trim() === '' || !isMoment(seconds) || format === '') return undefined
  return {
    kind: 'date',
    seconds,
    format: opened(format),
    url: url.length === 0 ? undefined : url.join('^'),
    fallback,
    style,
  }
}

/** A link with its label. One whose address nothing here may open is text, label and address both. */
export const linkOf = (url: string, label: string, style: Style): Leaf => {
  if (isOpenable(url)) return { kind: 'link', url, label: label === '' ? url.replace(/^mailto:/, '') : label, style }
  return text(label === '' ? url : `${label} (${url})`, style)
}

/** Whether the page offers to open this address: the web and mail, and nothing that would run here. */
export const isOpenable = (url: string): boolean =>
  URL.canParse(url) && ['http:', 'https:', 'mailto:'].includes(new URL(url).protocol)
