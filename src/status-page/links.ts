import { type Language, languages } from '../text/text.ts'

/** What there is to be read or done here. */
export type Place =
  | { readonly at: 'front' }
  | { readonly at: 'incident'; readonly address: string }
  /** Of the history, from 2: the first stands on the front page. */
  | { readonly at: 'history'; readonly page: number }
  | { readonly at: 'feed'; readonly kind: FeedKind }
  | { readonly at: 'subscribe' }
  | { readonly at: 'confirm' | 'unsubscribe'; readonly key: string }

/** The forms in which a program reads it. */
export type FeedKind = (typeof feedKinds)[number]
export const feedKinds = ['atom', 'rss', 'json'] as const

/**
 * A place, and the language that stands in its path; undefined where the reader's browser chooses. `choose`: the reader
 * has just asked for that language, and it is to be remembered.
 */
export type Route = { readonly place: Place; readonly language: Language | undefined; readonly choose: boolean }

const feedFiles: Readonly<Record<FeedKind, string>> = { atom: 'feed.atom', rss: 'feed.rss', json: 'status.json' }

/** The path of a place below the page's root, which ends in a slash. */
export const pathOf = (place: Place, language: Language | undefined): string =>
  `${language === undefined ? '' : `${language}/`}${insidePath(place)}`

/** Where a choice of language leads: to the same place in that language, which is remembered. */
export const choicePath = (place: Place, language: Language): string => `language/${pathOf(place, language)}`

const insidePath = (place: Place): string => {
  switch (place.at) {
    case 'front':
      return ''
    case 'incident':
      return `incidents/${place.address}`
    case 'history':
      return place.page < 2 ? '' : `history/${place.page}`
    case 'feed':
      return feedFiles[place.kind]
    case 'subscribe':
      return 'subscribe'
    case 'confirm':
    case 'unsubscribe':
      return `${place.at}/${place.key}`
  }
}

/** Reads a path below the root, without its leading slash; undefined where there is nothing. */
export const routeOf = (path: string): Route | undefined => {
  const choose = path.startsWith('language/')
  const rest = choose ? path.slice('language/'.length) : path
  const language = languages.find((one) => rest.startsWith(`${one}/`))
  if (choose && language === undefined) return undefined
  const place = placeOf(language === undefined ? rest : rest.slice(language.length + 1))
  return place === undefined ? undefined : { place, language, choose }
}

const placeOf = (path: string): Place | undefined => {
  if (path === '') return { at: 'front' }
  if (path === 'subscribe') return { at: 'subscribe' }
  const kind = feedKinds.find((one) => feedFiles[one] === path)
  if (kind !== undefined) return { at: 'feed', kind }
  const [, page] = /^history\/([1-9]\d{0,2})\/?$/.exec(path) ?? []
  if (page !== undefined && page !== '1') return { at: 'history', page: Number(page) }
  const [, word, name = ''] = /^(incidents|confirm|unsubscribe)\/([\w-]{1,64})\/?$/.exec(path) ?? []
  if (word === 'incidents') return { at: 'incident', address: name }
  return word === 'confirm' || word === 'unsubscribe' ? { at: word, key: name } : undefined
}
