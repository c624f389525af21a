import { setImmediate as turn } from 'node:timers/promises'
import { linkedTimeline, withAbsorbed } from '../../app/linked.ts'
import type { Incident } from '../../domain/incident.ts'
import { peopleInEntries } from '../../domain/postmortem/people.ts'
import { timelineShown, timelineView } from '../views/timeline.ts'
import type { Answer, Asked, Handler, House } from './handler.ts'
import { incidentHere } from './meant.ts'
import { namesOf } from './names.ts'
import { noIncident } from './say.ts'

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

/** The newest entries of an incident's timeline, for the reader alone. */
export const showTimeline = async (incident: Incident, { t }: Asked, house: House): Promise<Answer> => {
  const { entries } = await linkedTimeline(await withAbsorbed(incident, house.reads), house.reads, () => turn())
  const nameOf = await namesOf(peopleInEntries(entries.slice(-timelineShown)), house)
  return { say: timelineView(incident, entries, t, nameOf) }
}
