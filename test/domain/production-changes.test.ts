import { describe, expect, it } from 'vitest'
import type { Command } from '../../src/domain/commands.ts'
import { openChanges } from '../../src/domain/production-changes.ts'
import { draft } from '../../src/domain/postmortem.ts'
import { ann, at, by, minute, noa, slack } from './cast.ts'
import { given } from './specification.ts'

const opened = [by(noa, '13:20').declare(), slack().openChannel(), slack().postCard()]
const changed = [...opened, by(noa, '13:30').recordChange('c1', 'Pool size 50', { undo: 'Set it to 20' })]

const lengths = (commands: readonly Command[]) => {
  const { incident, events } = given(...commands).world
  if (incident === undefined) throw new Error('nothing was declared')
  return draft(incident, events).durations
}

describe('a production change', () => {
  it('is recorded with who made it, when, and how to undo it', () => {
    given(...opened)
      .when(
        by(noa, '13:40').recordChange('c1', 'Pool size 50', {
          undo: 'Set it to 20',
          madeBy: ann.user,
          madeAt: at('13:30'),
        }),
      )
      .records({ type: 'change-recorded', number: 1, text: 'Pool size 50', undo: 'Set it to 20', madeBy: ann.user })
      .asksSlackTo('show-card')
      .leaves({ changes: [{ id: 'c1', by: ann.user, at: at('13:30') }] })
  })

  it('is undone once, and its number stays its own', () => {
    const undone = given(...changed, by(ann, '13:31').recordChange('c2', 'Cache off')).when(
      by(ann, '13:50').undoChange('c1'),
    )
    undone.records({ type: 'change-undone', number: 1, text: 'Pool size 50' })
    undone.when(by(noa, '13:51').undoChange('c1')).refuses('change-already-undone', { by: ann.user, at: at('13:50') })
    undone.when(by(noa, '13:51').undoChange('c3')).refuses('change-unknown')
    const { incident } = undone.world
    expect(incident && openChanges(incident).map(({ number, text }) => [number, text])).toEqual([[2, 'Cache off']])
  })

  it('can be recorded and undone after the end: it is in place until somebody undoes it', () => {
    given(...changed, by(noa, '14:00').resolve())
      .when(by(ann, '15:00').undoChange('c1'))
      .records({ type: 'change-undone' })
  })

  it('is refused without words and in the future', () => {
    given(...opened)
      .when(by(noa).recordChange('c1', ' '))
      .refuses('text-empty')
    given(...opened)
      .when(by(noa).recordChange('c1', 'x', { madeAt: at('14:00') }))
      .refuses('time-in-future')
  })
})

describe('contained', () => {
  it('is a moment of its own between identified and monitoring, and how long it took counts from the impact', () => {
    const contained = [
      ...opened,
      by(noa, '13:40').setStatus('identified'),
      by(noa, '13:50').setStatus('contained'),
      by(noa, '14:10').setStatus('monitoring'),
    ]
    expect(lengths(contained)).toMatchObject({
      toIdentify: 20 * minute,
      toContain: 30 * minute,
      toMonitor: 50 * minute,
    })
    const stated = [...contained, by(noa, '14:20').stateImpact([{ part: 'since', to: at('13:00') }])]
    expect(lengths(stated)).toMatchObject({ toDetect: 20 * minute, toContain: 50 * minute })
    expect(lengths(contained)).not.toHaveProperty('toDetect')
  })
})
