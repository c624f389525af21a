import { afterAll, describe, expect, it } from 'vitest'
import { blows } from '../../scripts/faults/blow.ts'
import { inWords, titleOfCell, type Cell } from '../../scripts/faults/cell.ts'
import { nameOf } from '../../scripts/faults/point.ts'
import type { Scenario } from '../../scripts/faults/scenario.ts'
import { mainJob } from '../../scripts/faults/scenarios/main-job.ts'
import { scenarios } from '../../scripts/faults/scenarios.ts'
import { seeded, seedFrom } from '../../scripts/faults/seeded.ts'
import { openStages } from '../../scripts/faults/stages.ts'
import { lastingDatabase } from '../database.ts'

/*
 * The real process, failed or ended in the middle of its calls: every cell of a declare, and of what a form calls
 * besides, the rest of the main job and some of all else a sample, the same in each run, for whoever changes something
 * else must not meet what chance has found. `FAULTS_SEED=12345 npx vitest run test/faults` draws another; `npm run
 * faults` runs all of them.
 */

const sampled = 12
const scenariosSampled = 3
const ofFormSampled = 3

const seed = seedFrom(process.env['FAULTS_SEED'] ?? '20261122')
console.log(`FAULTS_SEED=${seed}`)

const stages = openStages(lastingDatabase)
afterAll(() => stages.close())

const chance = seeded(seed)
const isByForm = ({ name }: Scenario): boolean => name === 'declare-by-form'
const beside = scenarios.filter((scenario) => !mainJob.includes(scenario) && !isByForm(scenario))
const drawn = [...mainJob, ...scenarios.filter(isByForm), ...chance.sample(beside, scenariosSampled)]
// Played once without a fault: the cells are made of the calls that are really made.
const played = await stages.clean(drawn)
const cells = played.map(({ scenario, points }) =>
  points.flatMap((point) => blows.map((blow): Cell => ({ scenario, point, blow }))),
)
const [ofDeclare = [], ...ofTheRest] = cells
// A form is opened, and answered in a direct message: the same calls as a line's, but for these.
const ofForm = ofTheRest
  .flat()
  .filter(
    ({ scenario, point }) => isByForm(scenario) && !ofDeclare.some((cell) => nameOf(cell.point) === nameOf(point)),
  )
const chosen = [
  ...ofDeclare,
  ...chance.sample(ofForm, ofFormSampled),
  // The one call that a listener makes itself, so that a stop meets it there and not in the outbox.
  ...ofForm.filter(({ point, blow }) => point.method === 'views.open' && blow.name === 'SIGTERM'),
  ...chance.sample(
    ofTheRest.flat().filter((cell) => !isByForm(cell.scenario)),
    sampled,
  ),
]

it('is asked at every call that a declare makes', () => {
  expect(played[0]?.points.map(nameOf).toSorted()).toEqual([
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

it('is asked at every call that only a declare by a form makes', () => {
  expect([...new Set(ofForm.map(({ point }) => nameOf(point)))].toSorted()).toEqual([
    'chat.postMessage (direct)',
    'conversations.open',
    'views.open',
  ])
})

it('is asked at a call of everything that is played', () => {
  expect(played.map(({ scenario }) => scenario.name)).toEqual(drawn.map(({ name }) => name))
  expect(played.filter(({ points }) => points.length === 0)).toEqual([])
})

it('can be asked at a call of each thing that people do', () => {
  expect(scenarios.map(({ name }) => name)).toEqual([
    'declare',
    'update',
    'resolve',
    'postmortem',
    'publish',
    'export',
    'declare-by-form',
    'declare-from-message',
    'report',
    'accept',
    'decline',
    'merge-report',
    'merge',
    'unmerge',
    'settle',
    'impact',
    'vendor',
    'change',
    'watch',
    'end-watch',
    'draft',
    'approve',
    'tell-more',
    'cancel-told',
    'merge-told',
    'overdue',
    'vendor-late',
    'watch-day',
    'promise-due',
  ])
})

describe.concurrent('the promise holds within a minute after', { timeout: 300_000 }, () => {
  for (const cell of chosen) {
    it(titleOfCell(cell), async ({ expect: expecting }) => {
      const { breaches, faults, log } = await stages.run(cell)
      expecting([...breaches.map(inWords), ...faults], `FAULTS_SEED=${seed}\n${log}`).toEqual([])
    })
  }
})
