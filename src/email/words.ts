import type { Letter, Mailing } from '../app/letters.ts'
import { isLast } from '../domain/public-updates.ts'
import { inLanguageOf } from '../text/fallback.ts'
import type { Language, T } from '../text/text.ts'
import type { Sender } from './sender.ts'

/** What a letter says, before it has a form. Texts are as they were typed. */
export type Words = {
  readonly subject: string
  readonly heading?: string
  /** `language`: where it is not the reader's own. */
  readonly paragraphs: readonly { readonly text: string; readonly language?: Language }[]
  readonly links: readonly { readonly say: string; readonly link: string }[]
}

/** What this letter says. `confirm`: the link that ends the double opt-in. */
export const wordsOf = (letter: Letter, t: T, sender: Sender, confirm: string): Words => {
  const { mailing, to } = letter
  if (mailing === undefined) return to.isConfirmed ? already(t, sender) : question(t, sender, confirm)
  switch (mailing.kind) {
    case 'public-update':
      return publicUpdate(mailing, to.language, t, sender)
    case 'internal':
      return internalWord(mailing, t, sender)
  }
}

const question = (t: T, { name }: Sender, link: string): Words => ({
  subject: t('letter.confirm-subject', { name }),
  paragraphs: [{ text: t('letter.confirm', { name }) }, { text: t('letter.confirm-not-me') }],
  links: [{ say: t('letter.confirm-link'), link }],
})

const already = (t: T, { name }: Sender): Words => ({
  subject: t('letter.already-subject', { name }),
  paragraphs: [{ text: t('letter.already', { name }) }],
  links: [],
})

type PublicMailing = Extract<Mailing, { kind: 'public-update' }>
type InternalMailing = Extract<Mailing, { kind: 'internal' }>

const publicUpdate = ({ word, address }: PublicMailing, language: Language, t: T, sender: Sender): Words => {
  const told = inLanguageOf(word.texts, language, sender.defaultLanguage)
  const title = told?.text.title ?? ''
  const stage = t(`status-page.stage-${word.stage}`)
  const { nextUpdateDue: due, stage: how } = word
  return {
    subject: t('letter.update-subject', { name: sender.name, stage, title }),
    heading: t('status-page.entry-title', { stage, title }),
    paragraphs: [
      ...(told === undefined ? [] : [{ text: told.text.body, language: told.language }]),
      ...(due === undefined || isLast(how)
        ? []
        : [{ text: t('status-page.next-update', { at: t.moment(due, sender.zone) }) }]),
    ],
    links: [{ say: t('letter.all-updates'), link: sender.links.incident(address, language) }],
  }
}

const internalWord = (mailing: InternalMailing, t: T, sender: Sender): Words => {
  const { word, number, title, severity, at, channel, fix, afterMs } = mailing
  const incident = `INC-${number}`
  const heading = t(`letter.inside-${word}`, { incident, title, severity, at: t.moment(at, sender.zone) })
  return {
    subject: t(`letter.inside-${word}-subject`, { incident, title, severity }),
    heading,
    paragraphs: [
      ...(afterMs === undefined ? [] : [{ text: t('letter.inside-after', { duration: t.duration(afterMs) }) }]),
      ...(fix === undefined || fix === '' ? [] : [{ text: fix }]),
    ],
    links: channel === undefined ? [] : [{ say: t('letter.inside-channel'), link: sender.links.channel(channel) }],
  }
}
