import { wordsIn } from '../../../sandbox/client.ts'
import { announcementOf, channelOf, filled, formOf, handIn, opened, type Scenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { otherTitle } from '../titles.ts'
import { declaredNumber, reportedNumber } from '../witness.ts'
import { comesDue } from './due.ts'

/** A report and its judgement, and two incidents that become one. */
export const triage: readonly Scenario[] = [
  {
    name: 'report',
    async ready({ slack }, title) {
      await opened(slack, 'noa', (noa) => noa.types(`/incident report ${title}`, { in: 'general' }))
    },
    async act({ slack, witness }, title) {
      const tried = { title, number: undefined as number | undefined }
      witness.declared.push(tried)
      const outcome = await (await formOf(slack)).submit()
      tried.number = reportedNumber(outcome.next && wordsIn({ blocks: outcome.next.blocks }))
      return outcome
    },
  },
  {
    name: 'accept',
    after: 'report',
    async ready({ slack }, title) {
      const report = await announcementOf(slack, title)
      await opened(slack, 'ann', (ann) => ann.presses('Accept', report))
    },
    act: handIn('ann'),
  },
  {
    name: 'decline',
    after: 'report',
    async ready({ slack }, title) {
      const report = await announcementOf(slack, title)
      const form = await opened(slack, 'ann', (ann) => ann.presses('Decline', report))
      await filled(form, 'A password to be reset.')
    },
    act: handIn('ann'),
  },
  {
    name: 'merge-report',
    after: 'report',
    async ready(stage, title) {
      const { slack } = stage
      const number = await declareOther(stage, title)
      const report = await announcementOf(slack, title)
      const form = await opened(slack, 'ann', (ann) => ann.presses('Merge into…', report))
      await form.fill({ 'Which incident is kept': `INC-${number} · ${otherTitle(title)}` })
    },
    act: handIn('ann'),
  },
  {
    name: 'merge',
    after: 'declare',
    ready: declareOther,
    act: mergeIntoOther,
  },
  {
    name: 'unmerge',
    after: 'merge',
    act: async ({ slack }, title) => slack.as('noa').presses('Un-merge', await channelOf(slack, title)),
  },
  {
    name: 'settle',
    after: 'merge',
    act: comesDue('merge-settles'),
  },
]

/** What customers were told of goes into another incident: a closing word is drafted for them. */
export const mergeTold: Scenario = { name: 'merge-told', after: 'approve', ready: declareOther, act: mergeIntoOther }

/** Ann declares another incident than the one of this title; resolves with its number once it has its channel. */
async function declareOther({ slack, witness, quiet }: Stage, title: string): Promise<number> {
  const other = otherTitle(title)
  const { text } = await slack.as('ann').types(`/incident declare sev3 ${other}`, { in: 'general' })
  const number = declaredNumber(text)
  if (number === undefined) throw new Error(`${other} was not declared: ${text}`)
  witness.declared.push({ title: other, number })
  await quiet(60_000)
  return number
}

/** Noa says that it is the same trouble as the other one. */
async function mergeIntoOther({ slack }: Stage, title: string): Promise<unknown> {
  const number = /^inc-0*(\d+)-/.exec((await channelOf(slack, otherTitle(title))).in)?.[1]
  return slack.as('noa').types(`/incident merge INC-${number}`, await channelOf(slack, title))
}
