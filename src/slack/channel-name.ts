import { clip, withoutControls } from './typed-text.ts'
import { limits } from './limits.ts'

/** Latin letters that Unicode does not take apart into a letter and its mark. */
const latin: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
}

/**
 * A title as the ASCII part of a channel's name: lower case, digits, hyphens; at most `max` characters, cut between words where
 * one ends late enough. '' when the title has no Latin letter or digit (Slack's documents do not say which other scripts it takes).
 */
export function channelSlug(title: string, max: number = limits.channelName): string {
  const slug = title
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => latin[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (slug.length <= max) return slug
  const cut = slug.slice(0, Math.max(0, max))
  const end = slug[max] === '-' ? max : cut.lastIndexOf('-')
  return (end > max / 2 ? cut.slice(0, end) : cut).replace(/-+$/, '')
}

/**
 * The name of an incident's channel, at most 80 characters: `inc-0042-checkout-is-down`; without a slug `inc-0042`. The next choice
 * when Slack says `name_taken` carries `attempt` (2, 3, …) at its end.
 */
export function channelName(number: number, title: string, attempt: number = 1): string {
  const first = `inc-${String(number).padStart(4, '0')}`
  const last = attempt > 1 ? `-${attempt}` : ''
  const slug = channelSlug(title, limits.channelName - first.length - 1 - last.length)
  return (slug === '' ? first : `${first}-${slug}`) + last
}

/**
 * A channel's topic or purpose: one line of at most 250 characters. Slack formats nothing in it; angle brackets are replaced by
 * look-alikes, for whether Slack would read `<!channel>` there is not documented.
 */
export function topicText(text: string): string {
  const line = withoutControls(text).replace(/\s+/g, ' ').trim().replaceAll('<', '‹').replaceAll('>', '›')
  return clip(line, limits.topic)
}
