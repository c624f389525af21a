import { setTimeout as pause } from 'node:timers/promises'
import { domainOf, emailAddress } from '../../domain/email-address.ts'
import { ledBy, wordTable } from '../slash.ts'
import type { Answer, Handler, Said } from './handler.ts'
import type { LettersInside } from './letters-inside.ts'
import { say } from './say.ts'

const command = '/incident subscribe'
const example = '/incident subscribe me@example.com'

const offWords = wordTable<true>([
  [true, 'off | stop | end | none | unsubscribe | הפסקה | ביטול | עצירה | إيقاف | إلغاء | 停止 | 解除'],
])

/** Slack gives three seconds for everything. */
const profileWithinMs = 1_000

/** `/incident subscribe`, `subscribe me@example.com`, `subscribe off`: the internal word by e-mail, once confirmed. */
export const subscribe: Handler = {
  slash: {
    word: 'subscribe',
    aliases: ['email', 'e-mail', 'mail', 'הרשמה', 'דואר', 'اشتراك', 'بريد', 'メール', '登録'],
    usage: '[me@example.com] | off',
    where: 'anywhere',
    answer: (said, house) => (house.letters === undefined ? off(said) : asked(said, house.letters)),
  },
}

const off = async ({ t }: Said): Promise<Answer> => say(t('answer.email-off'))

const asked = async (said: Said, letters: LettersInside): Promise<Answer> => {
  const { t, user, by, text } = said
  if (ledBy(text, offWords) !== undefined) {
    const ended = await letters.subscribers.leaveInside(user)
    return say(ended > 0 ? t('answer.subscribe-off') : t('answer.subscribe-none', { command }))
  }
  if (by.standing !== 'member') return say(t('answer.subscribe-members'))
  const own = await Promise.race([letters.profileAddress(user), pause(profileWithinMs, undefined, { ref: false })])
  const typed = text.trim()
  const wanted = typed === '' ? own : typed
  if (wanted === undefined) return say(t('answer.subscribe-no-address', { example }))
  const address = emailAddress(wanted)
  if (address === undefined) return say(t('answer.subscribe-wrong', { typed: wanted, example }))
  const isOwn = own !== undefined && emailAddress(own)?.toLowerCase() === address.toLowerCase()
  if (!isOwn && !letters.domains.includes(domainOf(address))) return say(t('answer.subscribe-domain', { address }))
  await letters.subscribers.askInside(address, said.language, user)
  return say(t('answer.subscribe-asked', { address }))
}
