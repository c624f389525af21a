import type { z } from 'zod'
import type { Parts } from '../parts.ts'

/** One thing the control API does: `POST /control/<name>` with JSON. */
export interface Verb {
  name: string
  run(parts: Parts, request: unknown): unknown
}

/** Makes a verb; the request is checked against `shape` before it runs. */
export const verb = <Shape extends z.ZodType>(
  name: string,
  shape: Shape,
  run: (parts: Parts, request: z.output<Shape>) => unknown,
): Verb => ({ name, run: (parts, request) => run(parts, shape.parse(request)) })
