import type { Stage } from '../stage.ts'
import { titleOf } from '../titles.ts'
import type { Written } from '../witness.ts'
import type { Act, Who } from './act.ts'
import { fillIn, oneOf, openGround, said, type Place } from './ground.ts'
import { judging } from './judging.ts'
import { particulars } from './particulars.ts'

/** A message that somebody said in an incident's channel, and what of it stands in the timeline. */
type Message = {
  readonly ts: string
  readonly by: Who
  readonly place: Place
  readonly title: string
  readonly written: Written | undefined
  readonly pinnedBy: Set<Who>
  deleted: boolean
}

/** People who act on a stage, and remember what they said. */
export type Cast = {
  /**
   * Does one thing, as far as it can be done; resolves with what came of it in words. A person who does not find the
   * button, or is told of an error, goes on to the next thing.
   */
  does(act: Act): Promise<string>
}

const severities = ['sev1', 'sev2', 'sev3', 'sev4']
const statuses = ['investigating', 'identified', 'monitoring']
const roles = ['lead', 'comms', 'scribe']
const claims = ["I'm IC", "I'll take comms", "I'll be scribe", 'I am the incident commander']

/** A cast for this stage; what it does is noted for the stage's witness. */
export const openCast = (stage: Stage): Cast => {
  const ground = openGround(stage)
  const { slack, enter, types, typesText, writes, opens } = ground
  const others = { ...judging(ground), ...particulars(ground) }
  const messages: Message[] = []

  /** Of what is changed where Stanch is not, Slack tells nobody: that is left as it is. */
  const chosen = async (act: Act, fits: (message: Message) => boolean): Promise<Message> => {
    const found = messages.filter((one) => one.title === titleOf(act.incident) && !one.deleted && fits(one))
    const one = oneOf(found, act.nth, 'there is no such message')
    if (!(await enter(act)).isHeard) throw new Error('nobody would hear of it')
    return one
  }

  const does = async (act: Act): Promise<string> => {
    const { who, words, nth } = act
    const person = slack.as(who)
    const title = titleOf(act.incident)
    switch (act.deed) {
      case 'join':
        return JSON.stringify(await enter(act))
      case 'note':
        return typesText(act, 'note', 'answer.note-added')
      case 'update':
        return typesText(act, 'update', 'answer.update-posted')
      case 'follow-up':
        return typesText(act, 'follow-up', 'answer.follow-up-added')
      case 'follow-up-done':
        return said(await types(act, 'follow-up done 1'))
      case 'severity':
        return said(await types(act, `severity ${severities[nth % severities.length]}`))
      case 'status':
        return said(await types(act, `status ${statuses[nth % statuses.length]}`))
      case 'role':
        return said(await types(act, `role ${nth % 4 === 3 ? 'release ' : ''}${roles[nth % roles.length]}`))
      case 'rename':
        return said(await types(act, `rename ${title.split(' ')[0]} again, ${words}`))
      case 'reopen':
      case 'cancel':
        return said(await types(act, `${act.deed} ${words}`))
      case 'claim':
        return person.says(claims[nth % claims.length] ?? '', await enter(act))
      case 'say': {
        const place = await enter(act)
        const isEntry = nth % 2 === 0
        const ts = await person.says(isEntry ? `timeline: ${words}` : `Looking at it, ${words}`, place)
        const written = isEntry ? writes(act, place.isHeard) : undefined
        messages.push({ ts, by: who, place, title, written, pinnedBy: new Set(), deleted: false })
        return place.isHeard ? ts : `${ts}, where nobody hears it`
      }
      case 'pin': {
        const { ts, place, pinnedBy } = await chosen(act, (one) => !one.pinnedBy.has(who))
        await person.reacts('pushpin', ts, place)
        pinnedBy.add(who)
        return ts
      }
      case 'unpin': {
        const { ts, place, pinnedBy } = await chosen(act, (one) => one.pinnedBy.has(who))
        await person.unreacts('pushpin', ts, place)
        pinnedBy.delete(who)
        return ts
      }
      case 'edit': {
        const one = await chosen(act, ({ by }) => by === who)
        await person.edits(
          one.ts,
          one.written === undefined ? `Looked at it, ${words}` : `timeline: ${words}`,
          one.place,
        )
        if (one.written !== undefined) one.written.text = words
        return one.ts
      }
      case 'delete': {
        const one = await chosen(act, ({ by }) => by === who)
        await person.deletes(one.ts, one.place)
        one.deleted = true
        if (one.written !== undefined) one.written.gone = true
        return one.ts
      }
      case 'resolve':
        return fillIn(await opens(act, () => types(act, 'resolve')), words)
      case 'postmortem':
        return fillIn(await opens(act, async () => person.presses('Edit', await enter(act))), words)
      case 'publish':
        return said(await person.presses('Publish', await enter(act)))
      case 'export':
        return said(await person.presses('Export', await enter(act)))
      default:
        return others[act.deed](act)
    }
  }
  return {
    does: (act) =>
      does(act).catch((error: unknown) => `could not: ${error instanceof Error ? error.message : String(error)}`),
  }
}
