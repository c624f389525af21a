/** One of the languages that the page speaks: it follows whoever is acted as. */
export type Language = 'en' | 'he' | 'ar' | 'ja'

/** Who looks at the page: their language decides the page's own words, their zone the dates. */
export type Reader = { readonly id: string; readonly language: Language; readonly timeZone: string }

/** Names for what text refers to by id; undefined for what nobody knows. */
export type Names = {
  person(id: string): string | undefined
  channel(id: string): string | undefined
}

/** A block, element or other Block Kit object as the app sent it. */
export type Kit = Readonly<Record<string, unknown>>

/** `state.values` of a view or message: by block id, then action id. */
export type Values = Readonly<Record<string, Readonly<Record<string, Kit>>>>

/**
 * What a person does to a control in blocks. `value` is what the control API takes: an option object, options, a user's
 * id, ids, a date, a text; nothing for a button.
 */
export type Use = { readonly blockId: string; readonly actionId: string; readonly value?: unknown }

/** What drawn blocks may ask for; each resolves when the app has answered (or refused). */
export type Acts = {
  press(use: Use): Promise<void>
  suggest(use: Use, typed: string): Promise<readonly Kit[]>
  openPerson(id: string): void
  openChannel(id: string): void
}
