import { describe, expect, it } from 'vitest'
import { announcement, joinAction } from '../../../src/slack/views/announcement.ts'
import { textIn } from '../../../src/text/text.ts'
import type { Incident } from '../../../src/domain/incident.ts'
import { declaredAt, incident, minute, states } from './samples.ts'
import { expectTaken, seen, voices } from './saying.ts'

const now = declaredAt + 25 * minute
const { channel: _none, ...withoutChannel } = incident()
const each: readonly (readonly [string, Incident])[] = [
  ['just declared', states['just declared']],
  ['led, with a first update', states['led, with a first update']],
  ['whose channel Slack refused', withoutChannel],
  ['resolved', states.resolved],
  ['cancelled as a false alarm', states['cancelled as a false alarm']],
  ['cancelled as a duplicate', states['cancelled as a duplicate']],
]

const drawn = (state: Incident) => JSON.stringify(announcement(state, now, textIn('en')).blocks)

describe('the announcement of an incident', () => {
  it.each(each)('%s, in English', (_, state) => {
    expect(seen(announcement(state, now, textIn('en')))).toMatchSnapshot()
  })

  it.each(each)('%s, in Hebrew', (_, state) => {
    expect(seen(announcement(state, now, textIn('he')))).toMatchSnapshot()
  })

  it.each(voices)('is taken by Slack in every state, in %s', (_, t) => {
    for (const [, state] of each) expectTaken(announcement(state, now, t))
  })

  it('offers *Join* while it is open and shrinks to one line after', () => {
    expect(drawn(incident())).toContain(`"${joinAction}"`)
    for (const over of [states.resolved, states['cancelled as a false alarm'], states['cancelled as a duplicate']]) {
      expect(drawn(over)).not.toContain(`"${joinAction}"`)
      expect(announcement(over, now, textIn('en')).text).not.toContain('\n')
    }
  })
})
