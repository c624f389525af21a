import { followUpId, userId } from '../../domain/ids.ts'
import type { FollowUp, Incident } from '../../domain/incident.ts'
import { decode, escape, mention } from '../mrkdwn.ts'
import { doneNumber } from '../slash-words.ts'
import { addFollowUpAction } from '../views/card-controls.ts'
import { followUpBlocks, followUpForm, followUpView } from '../views/forms/follow-up.ts'
import { incidentName } from '../views/words.ts'
import { type Answer, type Handler, type House, type Said, quietly, wish } from './handler.ts'
import { idIn, incidentHere, personMeant } from './meant.ts'
import { answered, formAnswered, formNo, noIncident, openAbout, opening, say } from './say.ts'

const shown = 200

/** `/incident follow-up TEXT [@owner]`, `follow-up done 2`; without a text, and from *Add follow-up*, a form. */
export const followUp: Handler = {
  slash: {
    word: 'follow-up',
    aliases: ['followup', 'follow up', 'todo', 'משימת המשך', 'משימה', 'مهمة متابعة', 'متابعة', 'フォローアップ'],
    usage: '[text] [@owner] | done 1',
    where: 'incident',
    async answer(said, house) {
      if (said.raw === '') {
        return openAbout(said, await incidentHere(said, house), followUpView, house, 'always')
      }
      const number = doneNumber(said.text)
      return number === undefined ? add(said, house) : complete(number, said, house)
    },
  },
  presses: { [addFollowUpAction]: opening(followUpView, 'always') },
  submits: {
    async [followUpForm](submitted, house) {
      const incident = idIn(submitted.metadata)
      if (incident === undefined) return formNo({ code: 'no-incident-here' }, followUpBlocks.text, submitted.t)
      const owner = submitted.answer(followUpBlocks.owner)
      const outcome = await house.door({
        ...wish(submitted),
        type: 'add-follow-up',
        on: { incident },
        followUp: followUpId(house.newId()),
        text: submitted.answer(followUpBlocks.text),
        ...(owner !== '' && { owner: userId(owner) }),
      })
      return formAnswered(outcome, followUpBlocks.text, submitted.t)
    },
  },
}

const add = async (said: Said, house: House): Promise<Answer> => {
  const { named, rest } = await personMeant(said.raw, house)
  // Somebody who cannot be found stays in the text: better than losing what was typed.
  const owner = named !== 'nobody' && !('typed' in named) ? named.id : undefined
  const text = owner === undefined ? said.text : decode(rest)
  const outcome = await house.door(
    {
      ...wish(said),
      type: 'add-follow-up',
      on: { channel: said.channel },
      followUp: followUpId(house.newId()),
      text,
      ...(owner !== undefined && { owner }),
    },
    quietly(said),
  )
  return answered(outcome, said, (incident) =>
    owner === undefined
      ? said.t('answer.follow-up-added', { incident: incidentName(incident), text: escape(text, shown) })
      : said.t('answer.follow-up-added-for', {
          owner: mention(owner),
          incident: incidentName(incident),
          text: escape(text, shown),
        }),
  )
}

const complete = async (number: number, said: Said, house: House): Promise<Answer> => {
  const incident = await incidentHere(said, house)
  if (incident === undefined) return noIncident(said)
  const open = openFollowUps(incident)
  const meant = open[number - 1]
  if (meant === undefined) {
    const { t } = said
    if (open.length === 0) return say(t('answer.follow-up-none'))
    const lines = open.map((one, index) =>
      t('answer.follow-up-line', { number: index + 1, text: escape(one.text, shown) }),
    )
    return say(t('answer.follow-up-number', { number }), ...lines)
  }
  const on = { incident: incident.id }
  const outcome = await house.door({ ...wish(said), type: 'complete-follow-up', on, followUp: meant.id }, quietly(said))
  return answered(outcome, said, () => said.t('answer.follow-up-done', { text: escape(meant.text, shown) }))
}

/** In the card's order, so that the numbers people count there are the ones they type. */
const openFollowUps = (incident: Incident): readonly FollowUp[] =>
  incident.followUps.filter(({ doneAt }) => doneAt === undefined)
