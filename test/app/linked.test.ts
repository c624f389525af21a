import { expect, it } from 'vitest'
import { linkedTimeline } from '../../src/app/linked.ts'
import { draft } from '../../src/domain/postmortem.ts'
import { declared, editedInSlack, heard, message, noa, pinned, record, told, tsAfter } from '../domain/record.ts'
import { incident } from '../slack/views/samples.ts'

it('the facts of a timeline hold no message, and a draft of them is the same one', async () => {
  const one = incident({})
  const lead = told({ type: 'role-assigned', role: 'lead', to: noa }, 3, noa, 'lead')
  const said = message('found it', { ts: tsAfter(10) })
  const events = record(
    declared,
    lead,
    heard(said),
    editedInSlack({ ...said, text: 'found the cause' }),
    pinned(noa, 20),
  )
  const reads = { timelineEvents: async () => events }
  const { facts, entries } = await linkedTimeline([one], reads, async () => undefined)
  expect(facts.map(({ type }) => type)).toEqual(['incident-declared', 'role-assigned'])
  expect(entries.map(({ what }) => what.text)).toContain('found the cause')
  expect(draft(one, facts, entries)).toEqual(draft(one, events))
})
