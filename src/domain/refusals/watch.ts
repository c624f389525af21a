/** Why a stabilisation plan cannot begin, or be changed. */
export type WatchRefusal =
  /** It is neither contained nor over. */
  | { readonly code: 'watch-too-early'; readonly number: number }
  | { readonly code: 'watch-goes-on'; readonly number: number }
  /** There is none, or it has ended. */
  | { readonly code: 'no-watch'; readonly number: number }
