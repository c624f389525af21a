/** One of the languages that the page speaks: it follows whoever is acted as. */
export type Language = 'en' | 'he' | 'ar' | 'ja'

/** Who looks at the page: their language decides the page's own words, their zone the dates. */
export type Reader = { readonly id: string; readonly language: Language; readonly timeZone: string }

/** Names for what text refers to by id; undefined for what nobody knows. */
export type Names = {
  person(id: string): string | undefined
  channel(id: string): string | undefined
  /** Whom a menu of people offers, in its order. */
  people(): readonly Offered[]
  /** Which conversations a menu offers, in its order: those the reader can see. */
  channels(): readonly (Offered & { readonly kind: 'public' | 'private' | 'im' })[]
}

/** Somebody or something that a menu offers. */
export type Offered = { readonly id: string; readonly name: string }

/** A block, element or other Block Kit object as the app sent it. */
export type Kit = Readonly<Record<string, unknown>>

/** `state.values` of a view or message: by block id, then action id. */
export type Values = Readonly<Record<string, Readonly<Record<string, Kit>>>>

/**
 * What a person does to a control in blocks. `value` is what the control API takes: an option object, options, a user's
 * id, ids, a date, a text; nothing for a button.
 */
export type Use = { readonly blockId: string; readonly actionId: string; readonly value?: unknown }

/**
 * A form or home as it stands before a person: `values` is what was put in so far, `errors` what the last submit was
 * refused with, by block id.
 */
export type View = {
  readonly id: string
  readonly title?: Kit | undefined
  readonly submit?: Kit | undefined
  readonly close?: Kit | undefined
  readonly blocks: readonly Kit[]
  readonly values: Values
  readonly errors: Readonly<Record<string, string>>
}

/**
 * What drawn blocks may ask for; each resolves when the app has answered, and rejects with words for the person when it
 * has not.
 */
export type Acts = {
  /** Uses a control: the app hears of it at once. */
  press(use: Use): Promise<void>
  /** Puts a value into a field without a word to the app, which reads it at the next submit or press. */
  fill(use: Use): Promise<void>
  /** The options that the app offers for what was typed: options, or groups of them with a `label`. */
  suggest(use: Use, typed: string): Promise<readonly Kit[]>
  /** Keeps a file for a form; resolves with what the field holds for it: a file object of Slack's. */
  attach(file: File): Promise<Kit>
  openPerson(id: string): void
  openChannel(id: string): void
}
