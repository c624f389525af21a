import { wordsIn } from '../../../sandbox/client.ts'
import { announcementOf } from '../scenario.ts'
import { titleOf } from '../titles.ts'
import { declaredNumber, reportedNumber } from '../witness.ts'
import { fillIn, handIn, labelFor, oneOf, said, type Does, type Ground } from './ground.ts'

/** How incidents begin, are judged, and become one; and what is done from where they are announced. */
export const judging = ({ slack, witness, types, enter, opens }: Ground) => {
  /** Titles that were reported, for those who look for one to judge. */
  const reported: string[] = []
  /** Incidents that somebody wished to merge into others. */
  const merged: number[] = []
  const judged = (nth: number): string => oneOf(reported, nth, 'nothing is reported')
  return {
    declare: async ({ who, incident, nth }) => {
      const title = titleOf(incident)
      const outcome = await slack.as(who).types(`/incident declare sev${1 + (nth % 4)} ${title}`, { in: 'general' })
      // What a guest declares is a report.
      const number = reportedNumber(outcome.text)
      if (number !== undefined) reported.push(title)
      witness.declared.push({ title, number: number ?? declaredNumber(outcome.text) })
      return said(outcome)
    },
    report: async (act) => {
      const title = titleOf(act.incident)
      const form = await opens(act, (person) => person.types(`/incident report ${title}`, { in: 'general' }))
      const tried = { title, number: undefined as number | undefined }
      witness.declared.push(tried)
      const outcome = await form.submit()
      tried.number = reportedNumber(outcome.next && wordsIn({ blocks: outcome.next.blocks }))
      reported.push(title)
      return outcome.ok ? `reported as ${tried.number}` : (outcome.error ?? Object.values(outcome.errors).join())
    },
    accept: async (act) => {
      const report = await announcementOf(slack, judged(act.nth))
      return handIn(await opens(act, (person) => person.presses('Accept', report)))
    },
    decline: async (act) => {
      const report = await announcementOf(slack, judged(act.nth))
      return fillIn(await opens(act, (person) => person.presses('Decline', report)), act.words)
    },
    merge: async (act) => {
      const others = witness.declared.filter(({ title, number }) => number && title !== titleOf(act.incident))
      const other = oneOf(others, act.nth, 'there is nothing to merge it into')
      merged.push(act.incident)
      return said(await types(act, `merge INC-${other.number}`))
    },
    unmerge: async (act) => {
      const place = await enter({ ...act, incident: oneOf(merged, act.nth, 'nothing is merged') })
      return said(await slack.as(act.who).presses('Un-merge', place))
    },
    'press-join': async ({ who, incident }) =>
      said(await slack.as(who).presses('Join', await announcementOf(slack, titleOf(incident)))),
    'try-again': async ({ who }) => {
      const again = labelFor(who, 'card.retry-button')
      const { blocks, ...health } = await slack.as(who).types('/incident health', { in: 'general' })
      if (!wordsIn({ blocks }).includes(again)) return `nothing to try again: ${said(health).split('\n')[0]}`
      return said(await slack.as(who).presses(again, { in: 'general' }))
    },
  } satisfies Readonly<Record<string, Does>>
}
