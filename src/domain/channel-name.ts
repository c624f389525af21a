/** Slack: lower case letters, digits, hyphens and underscores, at most 80 (docs.slack.dev/reference/methods/conversations.create). */
export const channelNameLimit = 80

/** Longer slugs are cut off by Slack's side bar on a laptop and help nobody. */
const slugLimit = 50

/** `inc-0042-checkout-is-down`; where the title has no Latin words to speak of, `inc-0042`. */
export const channelNameFor = (number: number, title: string): string => {
  const base = `inc-${String(number).padStart(4, '0')}`
  const slug = slugOf(title)
  return slug === '' ? base : `${base}-${slug}`
}

/** The name to ask for when somebody else's channel holds this one: `inc-0042-checkout-is-down-2`, then `-3`. */
export const nextChannelName = (number: number, title: string, tries: number): string => {
  const suffix = `-${tries + 1}`
  return channelNameFor(number, title).slice(0, channelNameLimit - suffix.length) + suffix
}

/*
 * ASCII only: Slack's own pages confirm no other script but Japanese, and a channel must be typable by everyone on the
 * incident. A title mostly in another script would leave a misleading scrap ("api" of a Hebrew sentence), so it leaves
 * nothing; the full title stands in the topic.
 */
const slugOf = (title: string): string => {
  const letters = title.match(/\p{L}/gu) ?? []
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter))
  if (latin.length * 2 < letters.length) return ''
  const words = title
    .replace(/:[a-z0-9_+-]+:/g, ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`
    if (longer.length > slugLimit) break
    slug = longer
  }
  return slug === '' ? (words[0] ?? '').slice(0, slugLimit) : slug
}
