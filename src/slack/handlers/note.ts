import { spokenEntry } from '../../domain/listen/spoken-entries.ts'
import { recorded } from '../views/moments.ts'
import { incidentName } from '../views/words.ts'
import { type Handler, type Said, quietly, wish } from './handler.ts'
import { answered, say } from './say.ts'

/** `/incident note rolled back`, `note 14:05 rolled back`, `note [14:05] rolled back`: a line of the timeline. */
export const note: Handler = {
  slash: {
    word: 'note',
    aliases: ['log', 'add', 'הערה', 'רישום', 'ملاحظة', 'تدوين', 'メモ', '記録'],
    usage: '[14:05] text',
    where: 'incident',
    async answer(said, house) {
      const { t } = said
      const { text, happenedAt } = noteIn(said)
      if (text === '') return say(t('answer.say-more', { example: `/incident note ${t('answer.note-example')}` }))
      const on = { channel: said.channel }
      const outcome = await house.door(
        { ...wish(said), type: 'add-note', on, text, ...(happenedAt !== undefined && { happenedAt }) },
        quietly(said),
      )
      return answered(outcome, said, (incident) =>
        t('answer.note-added', { incident: incidentName(incident), at: recorded(happenedAt ?? said.at, t) }),
      )
    },
  },
}

/**
 * A clock time in front, with or without brackets, is when it happened, in the person's own zone; the same as in a
 * message.
 */
const noteIn = (said: Said): { readonly text: string; readonly happenedAt?: number } => {
  const typed = said.text.replace(bareClock, '[$1] ')
  const entry = spokenEntry(typed, { at: said.at, timeZone: said.timeZone })
  if (entry === null) return { text: said.text }
  return entry.at === said.at ? { text: entry.text } : { text: entry.text, happenedAt: entry.at }
}

const bareClock =
  /^[\s\p{Cf}]*([\p{Nd}]{1,2}[:：][\p{Nd}]{2}(?:[:：][\p{Nd}]{2})?(?:\s*(?:am|pm|utc))?)[\s\p{Cf}]+(?=\S)/iu
