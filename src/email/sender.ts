import type { Language } from '../text/text.ts'

/** Who sends, and where links lead. */
export type Sender = {
  readonly from: { readonly name: string | undefined; readonly address: string }
  /** Who speaks, as letters say it. */
  readonly name: string
  /** For moments in letters: an IANA zone. */
  readonly zone: string
  readonly defaultLanguage: Language
  readonly links: {
    incident(address: string, language: Language): string
    confirm(key: string, language: Language): string
    leave(key: string, language: Language): string
    channel(channel: string): string
  }
}
