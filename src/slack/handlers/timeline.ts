import type { Incident } from '../../domain/incident.ts'
import { timeline as timelineOf } from '../../domain/timeline.ts'
import { escape } from '../mrkdwn.ts'
import { entryPointer } from '../views/timeline-entry.ts'
import { incidentName } from '../views/words.ts'
import type { Answer, Asked, Handler, House } from './handler.ts'
import { incidentHere } from './meant.ts'
import { mentionedIn, namesOf } from './names.ts'
import { noIncident, say } from './say.ts'

const shown = 15
const textShown = 140

/** `/incident timeline`, and the same in the card's menu: the last entries, for the reader alone. */
export const timeline: Handler = {
  slash: {
    word: 'timeline',
    aliases: ['history', 'ציר הזמן', 'ציר זמן', 'الخط الزمني', 'خط زمني', 'タイムライン', '時系列'],
    usage: '',
    where: 'incident',
    async answer(said, house) {
      const incident = await incidentHere(said, house)
      return incident === undefined ? noIncident(said) : showTimeline(incident, said, house)
    },
  },
}

/** The last entries of an incident's timeline, the oldest first, and how to add to it. */
export const showTimeline = async (incident: Incident, { t }: Asked, house: House): Promise<Answer> => {
  const entries = timelineOf(await house.reads.timelineEvents(incident.id)).slice(-shown)
  const texts = entries.map(({ what }) => (what.is === 'said' ? what.text : JSON.stringify(what.event)))
  const holders = entries.flatMap(({ by, what }) => [
    ...(by === undefined ? [] : [by]),
    ...(what.is === 'fact' && what.event.type === 'role-assigned' ? [what.event.to] : []),
  ])
  const nameOf = await namesOf([...holders, ...mentionedIn(texts)], house)
  return say(
    t('answer.timeline', { incident: incidentName(incident) }),
    ...entries.map((entry) => entryPointer(entry, t, nameOf, textShown)),
    t('answer.timeline-how', { example: escape(`/incident note ${t('answer.note-example')}`) }),
  )
}
