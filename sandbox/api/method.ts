import { z } from 'zod'
import type { Tier } from '../limits.ts'
import type { Parts } from '../parts.ts'
import { Refusal, refusalWith } from '../refusal.ts'
import type { Kit } from '../workspace/state.ts'

/** A Web API method as the server calls it. */
export interface Method {
  name: string
  /** One of these must be granted; the first is the one named in `missing_scope`. */
  scopes: readonly string[]
  tier: Tier
  token: 'bot' | 'app'
  /** Answers without `ok`; throws a Refusal. `token`: whoever calls. */
  run(parts: Parts, args: Record<string, unknown>, token: string): Kit
}

interface Definition<Shape extends z.ZodType> {
  name: string
  scopes?: readonly string[]
  tier: Tier
  token?: 'bot' | 'app'
  args: Shape
  run(parts: Parts, args: z.output<Shape>, token: string): Kit
}

/** Makes a method of its definition: arguments that do not fit are `invalid_arguments`. */
export const method = <Shape extends z.ZodType>(definition: Definition<Shape>): Method => ({
  name: definition.name,
  scopes: definition.scopes ?? [],
  tier: definition.tier,
  token: definition.token ?? 'bot',
  run: (parts, raw, token) => {
    const read = definition.args.safeParse(raw)
    if (read.success) return definition.run(parts, read.data, token)
    throw refusalWith(
      'invalid_arguments',
      read.error.issues.map((issue) => `${issue.message} [json-pointer:/${issue.path.join('/')}]`),
    )
  },
})

/** A form's `true`, `1` or `false`. */
export const flag = z
  .union([z.boolean(), z.string()])
  .transform((value) => value === true || value === 'true' || value === '1')

const readJson = (value: unknown): unknown => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    throw new Refusal('invalid_arguments', { response_metadata: { messages: ['[ERROR] not valid JSON'] } })
  }
}

/** An argument that a form carries as a JSON string. */
export const json = <Shape extends z.ZodType>(shape: Shape): z.ZodPreprocess<Shape> => z.preprocess(readJson, shape)

/** Any Block Kit object. */
export const kit = z.record(z.string(), z.unknown())

/** A list written with commas. */
export const list = z.string().transform((value) =>
  value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
)

/** How many to answer, and where to go on. */
export const page = { limit: z.coerce.number().int().optional(), cursor: z.string().optional() }
