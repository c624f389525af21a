/** Longer slugs are cut off by Slack's side bar on a laptop and help nobody. */
const slugLimit = 50

/**
 * `inc-0042-checkout-is-down`; where the title has no Latin words to speak of, `inc-0042`. Always fits Slack's 80
 * characters of lower case letters, digits and hyphens (docs.slack.dev/reference/methods/conversations.create).
 */
export const channelNameFor = (number: number, title: string): string => {
  const base = `inc-${String(number).padStart(4, '0')}`
  const slug = slugOf(title)
  return slug === '' ? base : `${base}-${slug}`
}

/** The number in a name that `channelNameFor` or `nextChannelName` made; undefined for any other name. */
export const numberInChannelName = (name: string): number | undefined => {
  const digits = /^inc-(\d{4,9})(?:-|$)/.exec(name)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/**
 * The name to ask for when another channel holds the ones before: after one try `inc-0042-checkout-is-down-2`, then
 * `-3`.
 */
export const nextChannelName = (number: number, title: string, tries: number): string =>
  `${channelNameFor(number, title)}-${tries + 1}`

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

/*
 * ASCII only: Slack's own pages confirm no other script but Japanese, and a channel must be typable by everyone on the
 * incident. A title mostly in another script would leave a misleading scrap ("api" of a Hebrew sentence), so it leaves
 * nothing; the full title stands in the topic.
 */
const slugOf = (title: string): string => {
  const letters = title.match(/\p{L}/gu) ?? []
  const ofLatin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter))
  if (ofLatin.length * 2 < letters.length) return ''
  const words = title
    .replace(/:[a-z0-9_+-]+:/g, ' ')
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => latin[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  const [first = '', ...others] = words
  let slug = first.slice(0, slugLimit)
  for (const word of others) {
    const longer = `${slug}-${word}`
    if (longer.length > slugLimit) break
    slug = longer
  }
  return slug
}
