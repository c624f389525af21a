import type { PublicIncident, PublicWord } from '../../src/app/public-word.ts'
import type { Site } from '../../src/status-page/page.ts'

export const noon = Date.UTC(2026, 2, 2, 12)
export const minute = 60_000
export const day = 86_400_000

export const site: Site = {
  name: 'Acme',
  url: 'https://status.acme.test/',
  base: '/',
  zone: 'UTC',
  defaultLanguage: 'en',
  byEmail: true,
}

/** A word to customers, in English unless told otherwise. */
export const word = (change: Partial<PublicWord> = {}): PublicWord => ({
  id: 'u1',
  at: noon,
  stage: 'investigating',
  texts: { en: { title: 'Checkout fails', body: 'Payments fail for some of you.' } },
  ...change,
})

/** An incident that goes on. */
export const going = (...words: readonly PublicWord[]): PublicIncident => ({
  address: 'aaaaaaaaaaaaaaaaaaaa',
  words: words.length === 0 ? [word({ nextUpdateDue: noon + 30 * minute })] : words,
})

/** One that was over after an hour, so many days before noon. */
export const over = (daysAgo: number, address: string): PublicIncident => ({
  address,
  words: [
    word({ id: `${address}-1`, at: noon - daysAgo * day }),
    word({ id: `${address}-2`, at: noon - daysAgo * day + 60 * minute, stage: 'resolved' }),
  ],
})
