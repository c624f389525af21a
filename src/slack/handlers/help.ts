import type { Incident } from '../../domain/incident.ts'
import { clip, escape } from '../mrkdwn.ts'
import { firstWord, nearest } from '../slash.ts'
import { helpView } from '../views/help.ts'
import type { Answer, Asked, Handler, House, Said, SlashWord } from './handler.ts'
import { incidentHere } from './meant.ts'
import { say } from './say.ts'

const own: Omit<SlashWord, 'answer'> = {
  word: 'help',
  aliases: ['?', 'commands', 'עזרה', 'مساعدة', 'المساعدة', 'ヘルプ', '使い方'],
  usage: '',
  where: 'anywhere',
}

/** `/incident` and `/incident help`: what can be typed where one is. `others`: every other word there is. */
export const helpOn = (others: readonly SlashWord[]): Handler => ({
  slash: { ...own, answer: async (said, house) => showHelp(others, await incidentHere(said, house), said, house) },
})

/** The words that make sense where the reader is, each with what it does. */
export const showHelp = async (
  others: readonly SlashWord[],
  incident: Incident | undefined,
  { t }: Asked,
  house: House,
): Promise<Answer> => {
  const words = [...others, own].filter(({ where }) => incident !== undefined || where === 'anywhere')
  const lines = words.map(({ word, usage }) => ({
    command: ['/incident', word, usage].filter((part) => part !== '').join(' '),
    does: t(`help.${word}`),
  }))
  const here = incident === undefined ? await counted(house) : { incident }
  return { say: helpView(lines, here, t) }
}

const counted = async ({ reads }: House) => {
  const [openCount, triageCount] = await Promise.all([reads.openCount(), reads.triageCount()])
  return { openCount, triageCount }
}

/** A first word that is none of ours: the nearest ones, and how to declare what was perhaps meant as a title. */
export const answerUnknown =
  (others: readonly SlashWord[]) =>
  async (said: Said): Promise<Answer> => {
    const { t } = said
    const typed = firstWord(said.text)?.found ?? ''
    const known = [...others, own].flatMap(({ word, aliases }) => [word, ...aliases])
    const near = nearest(typed, known)
    return say(
      t('answer.word-unknown', { typed: escape(clip(typed, 40)) }),
      near.length === 0
        ? undefined
        : t('answer.word-meant', { words: t.list(near.map((word) => `/incident ${word}`)) }),
      t('answer.word-declare', { example: `/incident declare ${escape(clip(said.text, 80))}` }),
      t('answer.word-help'),
    )
  }
