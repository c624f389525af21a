import postgres from 'postgres'
import { expect } from 'vitest'
import { lookAt, type Scene } from '../../scripts/faults/promise/scene.ts'
import type { Witness } from '../../scripts/faults/witness.ts'
import type { Team } from '../stanch.ts'

/** Everything that the promise speaks of, once nothing waits any more. */
export const look = async (team: Team, witness: Witness): Promise<Scene> => {
  await team.settle()
  const sql = postgres(team.databaseUrl, { max: 1, onnotice: () => undefined })
  const scene = await lookAt({ slack: team.slack, sql, witness })
  await sql.end()
  return scene
}

/** Lines that contain these words, one each. */
export const naming = (...words: string[]) => words.map((word) => expect.stringContaining(word))
