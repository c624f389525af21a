import { describe, expect, it } from 'vitest'
import type { Effect } from '../../src/domain/effects.ts'
import { laneOf } from '../../src/domain/lanes.ts'
import { ann, declared, noa, theIncident, ts } from './cast.ts'

const lane = (effect: Effect) => laneOf(effect, theIncident)
const post = (where: Extract<Effect, { type: 'post' }>['in']): Effect => ({
  type: 'post',
  in: where,
  language: 'en',
  post: { say: 'lead-wanted', to: noa.user },
})
const news = { say: 'joined' } as const

describe('lanes', () => {
  it('keep the posts of one channel in their order, in threads too', () => {
    expect(lane(post('card-thread'))).toBe(lane(post('channel')))
    expect(lane(post({ thread: ts('13:30') }))).toBe(lane(post('channel')))
  })

  it('keep what one person is told in its order, whatever incident it is of', () => {
    const told: Effect = { type: 'tell', user: ann.user, news }
    expect(lane({ type: 'answer', command: declared.id, user: ann.user, news })).toBe(lane(told))
    expect(lane({ ...told, user: noa.user })).not.toBe(lane(told))
  })

  it('let nothing optional stand before what people wait for when a channel opens', () => {
    const asked: Effect[] = [
      { type: 'invite', user: noa.user },
      { type: 'invite', user: ann.user },
      { type: 'show-card' },
      { type: 'pin-card' },
      { type: 'show-announcement' },
      { type: 'set-topic' },
      { type: 'set-purpose' },
      { type: 'answer', command: declared.id, user: noa.user, news: { say: 'channel-opened' } },
      post('channel'),
      { type: 'open-channel', name: 'inc-0042' },
      { type: 'show-postmortem', part: 'root' },
    ]
    expect(new Set(asked.map(lane)).size).toBe(asked.length)
  })

  it('keep the postmortem in its reading order, and after it its export and what its older thread loses', () => {
    const root = lane({ type: 'show-postmortem', part: 'root' })
    expect(lane({ type: 'show-postmortem', part: 'timeline-7' })).toBe(root)
    expect(lane({ type: 'upload-postmortem', for: noa.user })).toBe(root)
    expect(lane({ type: 'remove-message', ts: ts('14:00') })).toBe(root)
  })

  it('let a merge and its undoing wait for each other, and no postmortem for them', () => {
    const link = { type: 'link-incident', to: theIncident, by: noa.user } as const
    expect(lane({ ...link, linked: false })).toBe(lane({ ...link, linked: true }))
    expect(lane({ ...link, linked: true })).not.toBe(lane({ type: 'show-postmortem', part: 'root' }))
  })
})
