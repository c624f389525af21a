import { createHash } from 'node:crypto'
import type { Letter } from '../app/letters.ts'
import { domainOf } from '../domain/email-address.ts'
import { directionOf, type Language, textIn } from '../text/text.ts'
import { markup, type Markup } from '../text/markup.ts'
import { prose } from '../text/prose.ts'
import type { KeyFor } from './letter-keys.ts'
import type { Sender } from './sender.ts'
import { wordsOf, type Words } from './words.ts'

/** A letter as it is handed over. The same letter makes the same bytes, but for what the server adds. */
export type Written = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly messageId: string
  /** The Message-ID of the first letter of its thread, where this is another one. */
  readonly answers?: string
  readonly date: Date
  readonly boundary: string
  readonly headers: Readonly<Record<string, string>>
  /** The keys that its links carry. */
  readonly keys: readonly { readonly key: string; readonly purpose: 'confirm' | 'leave' }[]
}

/** Writes a letter, in its recipient's language, as text and as simple HTML. */
export const compose = (letter: Letter, sender: Sender, keyFor: KeyFor): Written => {
  const { to, about, first } = letter
  const t = textIn(to.language)
  const confirmKey = keyFor('confirm', to.id, about)
  const leaveKey = keyFor('leave', to.id, about)
  const isQuestion = letter.mailing === undefined && !to.isConfirmed
  const leave = sender.links.leave(leaveKey, to.language)
  const words = wordsOf(letter, t, sender, sender.links.confirm(confirmKey, to.language))
  const foot = isQuestion ? undefined : { say: t('letter.unsubscribe'), link: leave }
  const root = first === undefined ? undefined : messageIdOf(first, to.id, sender)
  return {
    to: to.address,
    subject: oneLine(words.subject),
    text: plainText(words, foot),
    html: htmlText(words, foot, to.language),
    messageId: messageIdOf(about, to.id, sender),
    date: new Date(letter.createdAt),
    boundary: `=_${fingerprint(about, to.id)}`,
    ...(root !== undefined && { answers: root }),
    headers: {
      // Nobody's holiday answers it (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      ...(!isQuestion && { 'List-Unsubscribe': `<${leave}>` }),
      // One click in the mail program, without a visit to any page; of an https address alone (RFC 8058, 3.1).
      ...(!isQuestion && leave.startsWith('https://') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
    keys: isQuestion ? [{ key: confirmKey, purpose: 'confirm' }] : [{ key: leaveKey, purpose: 'leave' }],
  }
}

/** One for each thing that is told to each recipient, for ever: a mail program shows a repetition once. */
const messageIdOf = (about: string, recipient: string, { from }: Sender): string =>
  `<${fingerprint(about, recipient)}@${domainOf(from.address)}>`

const fingerprint = (about: string, recipient: string): string =>
  createHash('sha256').update(`${about}\n${recipient}`).digest('hex').slice(0, 32)

/**
 * A header ends with its line, and what somebody typed must not begin another. Isolates stay where the direction may
 * change; elsewhere they would only make a plain subject an encoded one.
 */
const oneLine = (subject: string): string => {
  const line = subject
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll(/[\ud800-\udfff]/gu, '\ufffd')
    .trim()
  return /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(line) ? line : line.replaceAll(/[\u2066-\u2069]/g, '')
}

type Foot = { readonly say: string; readonly link: string } | undefined

/** Links stand on lines of their own: then no mail program takes a sign behind them for a part of them. */
const plainText = ({ heading, paragraphs, links }: Words, foot: Foot): string =>
  [
    ...(heading === undefined ? [] : [heading, '']),
    ...paragraphs.flatMap(({ text }) => [text, '']),
    ...links.flatMap(({ say, link }) => [say, link, '']),
    ...(foot === undefined ? [] : ['-- ', foot.say, foot.link]),
    '',
  ].join('\n')

const htmlText = ({ subject, heading, paragraphs, links }: Words, foot: Foot, language: Language): string =>
  markup`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head><meta charset="utf-8"><title>${oneLine(subject)}</title></head>
<body style="font:16px/1.5 sans-serif;max-width:40em">
${heading === undefined ? undefined : markup`<h1 style="font-size:1.2em">${heading}</h1>`}
${paragraphs.map((one) => markup`<div lang="${one.language ?? language}" dir="${directionOf(one.language ?? language)}">${prose(one.text)}</div>`)}
${links.map(({ say, link }) => linkLine(say, link))}
${foot === undefined ? undefined : markup`<hr><p style="font-size:.85em"><a href="${foot.link}">${foot.say}</a></p>`}
</body>
</html>
`.markup

const linkLine = (say: string, link: string): Markup => markup`<p><a href="${link}">${say}</a></p>`
