import { describe, expect, it } from 'vitest'
import { type Draft, draft, peopleIn } from '../../src/domain/postmortem.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { incident } from '../slack/views/samples.ts'
import {
  type Told,
  dana,
  declared,
  declaredFromMessage,
  heard,
  kenji,
  message,
  minute,
  noa,
  record,
  removed,
  source,
  start,
  told,
} from './record.ts'

const resolution = {
  fix: 'rolled back',
  verified: '',
  canReturn: 'not with the new test',
  thanks: 'Kenji, for the graph',
}
const resolvedNow = (after: number): Partial<Incident> => ({
  status: 'resolved',
  resolved: { ...resolution, by: noa, at: start + after * minute },
})
const lead = (to: typeof noa, after: number) =>
  told({ type: 'role-assigned', role: 'lead', to }, after, to, `lead-${to}`)
const update = (after: number, nextIn = 30) =>
  told(
    { type: 'update-posted', text: 'still down', nextUpdateDue: start + (after + nextIn) * minute },
    after,
    dana,
    `u${after}`,
  )
const identified = told({ type: 'status-changed', from: 'investigating', to: 'identified' }, 25, noa, 'identified')
const resolved = (after: number) => told({ type: 'incident-resolved', resolution }, after, noa, 'resolved')
const note = (text: string, after: number) => told({ type: 'note-added', text }, after, kenji, text)

const drafted = (fields: Partial<Incident>, ...events: readonly Told[]): Draft =>
  draft(incident(fields), record(...events))
const asks = (prompts: Draft['rootCause']) => prompts.map(({ ask }) => ask)
const pointed = (prompts: Draft['rootCause'], ask: string) =>
  prompts.find((prompt) => prompt.ask === ask)?.entries.map(({ id }) => id)

describe('the draft', () => {
  it('counts what is in the record', () => {
    const found = [{ text: 'rolled back', at: start, foundByWords: true }]
    const { numbers } = drafted({}, declared, update(20), heard(message('rolled back', { entries: found })))
    expect(numbers).toEqual({ entries: 3, suggestions: 1, updates: 1, reopened: 0, people: 2 })
  })

  it('names everybody who held a role, and everybody else once', () => {
    const { holders, others } = drafted({}, declared, lead(noa, 3), lead(kenji, 40), note('x', 5))
    expect(holders).toEqual([{ role: 'lead', users: [noa, kenji] }])
    expect(others).toEqual([dana])
  })

  it('asks for the names of all whom it shows, and of those mentioned in what was said', () => {
    const said = note('ask <@U0VENDOR>', 5)
    expect(peopleIn(drafted({}, declared, said)).toSorted()).toEqual([dana, kenji, 'U0VENDOR'].toSorted())
  })

  it('takes the worst severity that there was, and the first sign as the beginning', () => {
    const eased = told({ type: 'severity-changed', from: 'sev1', to: 'sev3', nextUpdateDue: 0 }, 20)
    const { worst, startedAt } = drafted({ severity: 'sev3', source }, declaredFromMessage, eased)
    expect(worst).toBe('sev1')
    expect(startedAt).toBe(start - 5 * minute)
  })

  it('points at what was said before the cause was identified', () => {
    const { cause } = drafted(
      {},
      declared,
      note('a', 1),
      note('b', 2),
      note('c', 3),
      note('d', 4),
      identified,
      note('e', 30),
    )
    expect(cause.map(({ id }) => id)).toEqual(['b', 'c', 'd', 'identified'])
  })
})

describe('what went well', () => {
  it('is asked from a quick lead, updates in time and thanks; and always what helped', () => {
    const { well } = drafted(resolvedNow(60), declared, lead(noa, 3), update(29), update(58), resolved(60)).lessons
    expect(asks(well)).toEqual(['lead-in-time', 'updates-in-time', 'thanked', 'what-helped'])
    expect(pointed(well, 'lead-in-time')).toEqual(['lead-U0NOA'])
  })

  it('does not call updates timely that were not, or where there were none', () => {
    expect(asks(drafted({}, declared, update(31)).lessons.well)).not.toContain('updates-in-time')
    expect(asks(drafted({}, declared).lessons.well)).toEqual(['what-helped'])
  })
})

describe('what went badly', () => {
  it('is asked from a late lead, late updates, a raised severity, a return and a long silence', () => {
    const { badly } = drafted(
      resolvedNow(200),
      declared,
      lead(noa, 12),
      update(45),
      told(
        { type: 'severity-changed', from: 'sev2', to: 'sev1', nextUpdateDue: start + 80 * minute },
        50,
        dana,
        'raised',
      ),
      resolved(190),
      told({ type: 'incident-reopened', why: 'again', nextUpdateDue: start + 230 * minute }, 195, dana, 'again'),
      { ...resolved(200), name: 'resolved-again' },
    ).lessons
    expect(asks(badly)).toEqual([
      'lead-late',
      'updates-late',
      'severity-raised',
      'reopened',
      'longest-gap',
      'what-slowed',
    ])
    expect(badly).toContainEqual(expect.objectContaining({ ask: 'updates-late', count: 2, ms: 110 * minute }))
    expect(pointed(badly, 'updates-late')).toEqual(['u45', 'resolved'])
    expect(pointed(badly, 'longest-gap')).toEqual(['raised', 'resolved'])
  })

  it('asks about a lead that nobody took only once it is over', () => {
    expect(asks(drafted({}, declared).lessons.badly)).not.toContain('no-lead')
    expect(asks(drafted(resolvedNow(10), declared, resolved(10)).lessons.badly)).toContain('no-lead')
  })

  it('does not take the rest after a resolution for a silence', () => {
    const reopened = told({ type: 'incident-reopened', why: '', nextUpdateDue: 0 }, 900)
    expect(asks(drafted({}, declared, resolved(10), reopened).lessons.badly)).not.toContain('longest-gap')
  })

  it('does not point at what somebody took out of the timeline', () => {
    const { badly } = drafted({}, declared, update(45), removed('u45')).lessons
    expect(pointed(badly, 'updates-late')).toEqual([])
  })
})

describe('the root cause', () => {
  it('is asked for with what came before, and what was answered when it was resolved', () => {
    const { rootCause } = drafted(
      { ...resolvedNow(60), source },
      declaredFromMessage,
      note('a', 3),
      identified,
      resolved(60),
    )
    expect(asks(rootCause)).toEqual(['what-changed', 'why-possible', 'why-not-caught', 'can-return'])
    expect(pointed(rootCause, 'what-changed')).toEqual(['e1/source', 'a', 'identified'])
    expect(pointed(rootCause, 'why-not-caught')).toEqual(['e1/source'])
  })
})
