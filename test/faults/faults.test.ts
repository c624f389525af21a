import { describe, expect, it } from 'vitest'
import { blows } from '../../scripts/faults/blow.ts'
import { pointsIn, runCell } from '../../scripts/faults/cell.ts'
import { nameOf, type Point } from '../../scripts/faults/point.ts'
import { scenarios } from '../../scripts/faults/scenario.ts'
import { freshDatabase } from '../database.ts'

/*
 * A sample of what `npm run faults` does in full: the real process, killed or failed in the middle of its calls to Slack.
 * Each cell has a workspace and a database of its own, so they run side by side.
 */

const create: Point = { method: 'conversations.create', place: '', nth: 0 }
const invite: Point = { method: 'conversations.invite', place: '(channel)', nth: 0 }
const post: Point = { method: 'chat.postMessage', place: '(channel)', nth: 0 }
const announce: Point = { method: 'chat.postMessage', place: '(announcements)', nth: 0 }
const answer: Point = { method: 'response_url', place: '', nth: 0 }
const thread = (nth: number): Point => ({ method: 'chat.postMessage', place: '(thread)', nth })

const sample: readonly [scenario: string, point: Point, blow: string][] = [
  ['declare', create, 'kill -9 before'],
  ['declare', create, 'kill -9 after'],
  ['declare', create, '500 after'],
  ['declare', post, 'kill -9 after'],
  ['declare', post, 'dropped after'],
  ['declare', invite, 'kill -9 after'],
  ['declare', announce, 'SIGTERM'],
  ['declare', answer, 'HTML'],
  ['update', post, 'kill -9 after'],
  ['resolve', post, 'kill -9 before'],
  ['resolve', thread(2), 'kill -9 after'],
]

const named = <Named extends { readonly name: string }>(all: readonly Named[], name: string): Named => {
  const found = all.find((one) => one.name === name)
  if (found === undefined) throw new Error(`There is no ${name}`)
  return found
}

// Outside of the tests, for they run side by side: these databases go when the run ends.
const databases = await Promise.all([...sample, 'clean'].map(() => freshDatabase()))
const cells = sample.map(([scenario, point, blow], nth) => ({
  scenario: named(scenarios, scenario),
  point,
  blow: named(blows, blow),
  title: `${blow} at ${nameOf(point)} of ${scenario}`,
  database: databases[nth] ?? '',
}))

describe.concurrent('what was acknowledged is there once, within a minute, after', { timeout: 180_000 }, () => {
  it.for(cells)('$title', async ({ scenario, point, blow, database }, { expect: expecting }) => {
    const { broken, log } = await runCell(scenario, point, blow, database)
    expecting(broken, log).toEqual([])
  })
})

it('is asked at every call that a declare makes', { timeout: 60_000 }, async () => {
  const points = await pointsIn(named(scenarios, 'declare'), databases.at(-1) ?? '')
  expect(points.map(nameOf).toSorted()).toEqual([
    'chat.postMessage (announcements)',
    'chat.postMessage (channel)',
    'chat.postMessage (thread)',
    'conversations.create',
    'conversations.invite (channel)',
    'conversations.setPurpose (channel)',
    'conversations.setTopic (channel)',
    'pins.add (channel)',
    'response_url',
  ])
})
