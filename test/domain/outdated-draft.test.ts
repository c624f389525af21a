import { describe, expect, it } from 'vitest'
import { at, by, haruki, noa, opened } from './cast.ts'
import { aboutCustomers } from './customers-cast.ts'
import { carryOut, given } from './specification.ts'

describe('a draft that is no longer true', () => {
  const led = [...opened, by(noa, '13:22').take('lead')]

  it('is withdrawn where it says that it is over, and the watch finds that it is back', () => {
    const waiting = [
      ...led,
      by(noa, '14:00').resolve(),
      by(noa, '14:00').startWatch(),
      aboutCustomers(haruki, '14:01').draft('Solved.', { stage: 'resolved' }),
    ]
    given(...waiting)
      .when(by(noa, '14:05').breakWatch())
      .records({ type: 'watch-ended' }, { type: 'incident-reopened' }, { type: 'public-update-withdrawn' })
      .when(aboutCustomers(noa, '14:06').approve())
      .refuses('public-draft-gone')
  })

  it('tells nobody that it goes on once it is over', () => {
    given(
      ...led,
      aboutCustomers(haruki, '13:50').draft('We watch it.', { stage: 'monitoring' }),
      by(noa, '14:00').resolve(),
    )
      .when(aboutCustomers(noa, '14:01').approve())
      .refuses('public-draft-outdated', { at: at('14:00') })
      // Handed in as it was, by somebody who knows that it is over.
      .when(aboutCustomers(haruki, '14:02').edit('We watch it.', { stage: 'monitoring' }))
      .records({ type: 'public-update-edited', version: 2 })
      .when(aboutCustomers(noa, '14:03').approve({ version: 2 }))
      .records({ type: 'public-update-published', stage: 'monitoring' })
  })

  it('is asked for where customers read last that it is over, and it was reopened', () => {
    const over = [
      ...led,
      by(noa, '14:00').resolve(),
      aboutCustomers(haruki, '14:01').draft('Solved.', { stage: 'resolved' }),
    ]
    given(...over, aboutCustomers(noa, '14:02').approve())
      .when(by(noa, '14:05').reopen())
      .alsoAsksSlackTo({ type: 'post', post: expect.objectContaining({ say: 'reopened', toldOver: true }) })
    const { effects } = carryOut(given(...over).world, by(noa, '14:05').reopen()).verdict
    expect(JSON.stringify(effects)).not.toContain('toldOver')
  })
})
