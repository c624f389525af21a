import { playClean, runCell, type Cell, type Played, type Result } from './cell.ts'
import type { Place } from './places.ts'
import type { Scenario } from './scenario.ts'
import { chainsThrough, scenarios } from './scenarios.ts'
import { openStage, type Stage } from './stage.ts'
import { titleOf } from './titles.ts'
import { together } from './together.ts'

/**
 * Stages that are used again: starting a bot costs more than all that a cell does on it. Each cell has an incident of
 * its own and a stage to itself while it runs; a stage on which something broke is not used again.
 */
export type Stages = {
  /** What each of these scenarios calls when nothing fails; all of them, unless some are wanted. */
  clean(wanted?: readonly Scenario[]): Promise<readonly Played[]>
  run(cell: Cell): Promise<Result>
  close(): Promise<void>
}

type Used = { readonly stage: Stage; readonly place: Place; incidents: number }

/**
 * Few enough that no incident waits so long that somebody must be reminded of it (5 min), and a failing log can be
 * read.
 */
const incidentsAtMost = 12

/** What waits for somebody's working hours comes at once, whenever the cells are run. */
const alwaysAtWork = { WORK_HOURS: '00:00-24:00', WORK_DAYS: 'mon-sun' }

/** As many stages as are needed anyway. */
const cleanAtOnce = 2

/** No stage is opened before it is needed. */
export const openStages = (newPlace: () => Promise<Place>): Stages => {
  const idle: Used[] = []

  const open = async (): Promise<Used> => {
    const place = await newPlace()
    return {
      stage: await openStage(place.url, { tellsCustomers: true, settings: () => alwaysAtWork }),
      place,
      incidents: 0,
    }
  }
  const end = async ({ stage, place }: Used): Promise<void> => {
    await stage.close()
    await place.drop()
  }
  const on = async <Answer>(
    play: (stage: Stage, title: string) => Promise<Answer>,
    isWell: (answer: Answer) => boolean,
  ): Promise<Answer> => {
    const used = idle.pop() ?? (await open())
    let answer: Answer
    try {
      answer = await play(used.stage, titleOf(used.incidents))
    } catch (error) {
      await end(used)
      throw error
    }
    used.incidents += 1
    if (isWell(answer) && used.incidents < incidentsAtMost) idle.push(used)
    else await end(used)
    return answer
  }

  return {
    clean: async (wanted = scenarios) => {
      const played = await together(chainsThrough(wanted), cleanAtOnce, (chain) =>
        on(
          (stage, title) => playClean(stage, title, chain),
          () => true,
        ),
      )
      return wanted.flatMap((scenario) => played.flat().find((one) => one.scenario === scenario) ?? [])
    },
    run: (cell) =>
      on(
        (stage, title) => runCell(stage, cell, title),
        ({ breaches, faults }) => breaches.length + faults.length === 0,
      ),
    close: async () => {
      await Promise.all(idle.splice(0).map(end))
    },
  }
}
