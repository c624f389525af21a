import { parseArgs } from 'node:util'
import { blows } from './faults/blow.ts'
import { endBots } from './faults/bot.ts'
import { inWords, titleOfCell, type Cell, type Result } from './faults/cell.ts'
import { runFreezes } from './faults/freezes.ts'
import { lineOf, playHistory } from './faults/history/play.ts'
import { askedToLeave, exitCodeFor } from './faults/leaving.ts'
import { databasesOn, type Place } from './faults/places.ts'
import type { Scenario } from './faults/scenario.ts'
import { scenarios } from './faults/scenarios.ts'
import { seeded, seedFrom } from './faults/seeded.ts'
import { openStages } from './faults/stages.ts'
import { holds, summaryOf, tableOf, tellOf, type Ran } from './faults/table.ts'
import { startThrowawayPostgres } from './faults/throwaway-postgres.ts'
import { together } from './faults/together.ts'

/**
 * `npm run faults -- [WORD …] [--sample N] [--seed N] [--log]`: every Slack call of the main job, with every fault, on
 * the real process and the real PostgreSQL. Words choose: a cell is run if it is of one of the scenarios that they name, and
 * its name has all others of them (`npm run faults -- declare update kill`); of those `--sample` draws N by the seed. Prints a table for each scenario; what does not hold is told
 * below it, with `--log` and the bot's log.
 *
 * `npm run faults -- history [--steps N] [--seed N] [--runs N] [--log]`: random incidents, people and faults on two
 * replicas.
 *
 * `npm run faults -- freeze [WORD …] [--sample N] [--seed N] [--log]`: one of two replicas frozen for a minute at every
 * Slack call. docs/promise.md says how to read them.
 */
const usage = `npm run faults -- [WORD …] [--sample N] [--seed N] [--at-once N] [--log]
npm run faults -- history [--steps N] [--seed N] [--runs N] [--no-freeze] [--story] [--log]
npm run faults -- freeze [WORD …] [--sample N] [--seed N] [--at-once N] [--log]`

const { values: options, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    sample: { type: 'string' },
    'at-once': { type: 'string', default: '4' },
    steps: { type: 'string', default: '200' },
    runs: { type: 'string', default: '1' },
    'no-freeze': { type: 'boolean', default: false },
    story: { type: 'boolean', default: false },
    log: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const leaving = askedToLeave()

if (options.help) console.log(usage)
else await withServer(words[0] === 'history' ? runHistories : words[0] === 'freeze' ? freezes : runCells)

async function withServer(work: (newPlace: () => Promise<Place>) => Promise<boolean>): Promise<void> {
  const given = process.env['DATABASE_URL']
  const server = given ? { url: given, release: async () => undefined } : await startThrowawayPostgres('stanch-faults')
  const databases = databasesOn(server.url)
  try {
    const came = await Promise.race([work(databases.create), leaving])
    if (came !== true) process.exitCode = came === false ? 1 : exitCodeFor(came)
  } finally {
    // No bot, no database and no server outlasts this process, however it ends.
    endBots()
    await databases.dropAll()
    await server.release()
  }
  // Whoever was asked to leave does not wait for what was torn away.
  process.exit()
}

async function runCells(newPlace: () => Promise<Place>): Promise<boolean> {
  const seed = seedFrom(options.seed)
  const stages = openStages(newPlace)
  try {
    const played = await stages.clean(scenarios.filter(isNamed))
    const all = played.flatMap(({ scenario, points }) =>
      points.flatMap((point) => blows.map((blow): Cell => ({ scenario, point, blow }))),
    )
    const others = words.filter((word) => !isScenario(word))
    const wanted = all.filter((cell) => others.every((word) => titleOfCell(cell).includes(word)))
    const drawn = options.sample === undefined ? wanted : seeded(seed).sample(wanted, Number(options.sample))
    console.log(`${drawn.length} of ${all.length} cells${options.sample === undefined ? '' : `, seed ${seed}`}`)
    const ran: Ran[] = []
    const running = together(drawn, Number(options['at-once']), async (cell) => {
      const one = { cell, result: await stages.run(cell).catch(notBegun) }
      ran.push(one)
      process.stderr.write(holds(one) ? '.' : `\n${tellOf(one)}\n`)
    })
    await Promise.race([running, leaving])
    process.stderr.write('\n')
    for (const one of played) console.log(`${tableOf(one, ran)}\n`)
    console.log(summaryOf(ran))
    const failures = ran.filter((one) => !holds(one))
    for (const one of failures) console.log(`\n${tellOf(one)}${options.log ? `\n${one.result.log}` : ''}`)
    return failures.length === 0
  } finally {
    await stages.close()
  }
}

/** A busy machine may not get as far as the fault: that cell is told, and the others are run. */
const notBegun = (error: unknown): Result => ({ breaches: [], isMade: false, faults: [String(error)], ms: 0, log: '' })

/** One history for each seed, counted up from the first; one that breaks is told whole. */
async function runHistories(newPlace: () => Promise<Place>): Promise<boolean> {
  const first = seedFrom(options.seed)
  const steps = Number(options.steps)
  let sound = true
  for (const seed of Array.from({ length: Number(options.runs) }, (_, nth) => first + nth)) {
    const place = await newPlace()
    const told = await playHistory(place.url, { seed, steps, freezes: !options['no-freeze'] })
    const isSound = told.breaches.length + told.faults.length === 0
    console.log(`seed ${seed}, ${steps} steps: ${lineOf(told)}`)
    if (!isSound || options.story) for (const line of told.story) console.log(`  ${line}`)
    for (const line of [...told.breaches.map(inWords), ...told.faults]) console.log(line)
    if (!isSound && options.log) console.log(told.log)
    sound &&= isSound
    await place.drop()
  }
  return sound
}

function freezes(newPlace: () => Promise<Place>): Promise<boolean> {
  return runFreezes(newPlace, {
    words: words.slice(1),
    sample: options.sample === undefined ? undefined : Number(options.sample),
    seed: seedFrom(options.seed),
    atOnce: Number(options['at-once']),
    withLog: options.log,
  })
}

/** Where words name scenarios, it is those that are wanted. */
function isNamed({ name }: Scenario): boolean {
  const named = words.filter(isScenario)
  return named.length === 0 || named.includes(name)
}

function isScenario(word: string): boolean {
  return scenarios.some(({ name }) => name === word)
}
