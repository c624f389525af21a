import { textIn } from '../../text/text.ts'
import { languageWished } from '../slash-words.ts'
import { type Handler, quietly, wish } from './handler.ts'
import { answered, say } from './say.ts'

/**
 * `/incident language he` for oneself, `/incident language channel ar` for what is posted in the incident's channel.
 */
export const language: Handler = {
  slash: {
    word: 'language',
    aliases: ['lang', 'שפה', 'اللغة', 'لغة', '言語'],
    usage: 'en | he | ar | ja | channel en',
    where: 'anywhere',
    async answer(said, house) {
      const { forChannel, language: chosen } = languageWished(said.text)
      if (chosen === undefined) return say(said.t('answer.language-unknown'))
      if (!forChannel) {
        await house.people.chooseLanguage(said.user, chosen)
        return say(textIn(chosen)('answer.language-own'))
      }
      const on = { channel: said.channel }
      const outcome = await house.door({ ...wish(said), type: 'set-language', on, language: chosen }, quietly(said))
      return answered(outcome, said, () => textIn(chosen)('answer.language-channel'))
    },
  },
}
