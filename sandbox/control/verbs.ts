import { z } from 'zod'
import type { Parts } from '../parts.ts'
import { pageVerbs } from './page.ts'
import { peopleVerbs } from './people.ts'
import { playVerbs } from './play.ts'
import { readVerbs } from './read.ts'
import { rigVerbs } from './rig.ts'
import { trafficVerbs } from './traffic.ts'
import { workspaceVerbs } from './workspace.ts'
import type { Verb } from './verb.ts'

const verbs: ReadonlyMap<string, Verb> = new Map(
  [...peopleVerbs, ...workspaceVerbs, ...readVerbs, ...pageVerbs, ...rigVerbs, ...playVerbs, ...trafficVerbs].map(
    (one) => [one.name, one],
  ),
)

/** Does what the control API is asked for. Throws ZodError for a request that does not fit. */
export const control = async (parts: Parts, name: string, request: unknown): Promise<unknown> => {
  const verb = verbs.get(name)
  if (verb === undefined)
    throw new z.ZodError([{ code: 'custom', message: `no such verb: ${name}`, path: [], input: name }])
  return verb.run(parts, request)
}
