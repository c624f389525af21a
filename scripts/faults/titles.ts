/** Words that are like no other one here: incidents with such titles are not taken for one another. */
const things = [
  'Checkout',
  'Search',
  'Login',
  'Mailing',
  'Payroll',
  'Maps',
  'Video',
  'Billing',
  'Uploads',
  'Webhooks',
  'Exports',
  'Printing',
  'Dashboard',
  'Inventory',
  'Shipping',
  'Reporting',
  'Telephony',
  'Backups',
  'Firewall',
  'Translations',
  'Calendar',
  'Coupons',
  'Scheduler',
  'Thumbnails',
] as const

/** How many incidents can be told apart by their titles. */
export const titlesAtMost = things.length

/** The title of the nth incident of a stage, from 0. */
export const titleOf = (nth: number): string => {
  const thing = things[nth]
  if (thing === undefined) throw new Error(`There are ${titlesAtMost} titles, and none is number ${nth}`)
  return `${thing} is down`
}

/** Is this channel the one of the incident that was declared under this title? */
export const isChannelOf = (title: string, name: string): boolean =>
  name.startsWith('inc-') && name.includes(`-${title.split(' ')[0]?.toLowerCase()}-`)

/** The title of the incident that the one of this title is merged into. */
export const otherTitle = (title: string): string => `Old${title[0]?.toLowerCase()}${title.slice(1)}, as reported`
