import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'

const how = z.union([
  z.enum(['drop', 'hang', 'html']),
  z.object({
    status: z.number().int(),
    body: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  z.object({ delayMs: z.number().nonnegative() }),
  z.object({ error: z.string() }),
])

/** What may be asked of the sandbox to fail, as it comes over the control API. */
export const faultRequest = z.object({
  /** A method's name, `response_url`, `upload`, or `*` for every call. */
  method: z.string(),
  /** Before the call takes effect, or after it has. */
  when: z.enum(['before', 'after']).default('before'),
  /** How many calls fail; all until cleared when absent. */
  times: z.number().int().positive().optional(),
  how,
  /** Only calls with these arguments among theirs. */
  match: z.record(z.string(), z.unknown()).optional(),
})

/** One failure to come. */
export type FaultRequest = z.input<typeof faultRequest>

/**
 * How a call fails: by connection, by silence, by a page instead of JSON, by status, by delay, by Slack's own error.
 */
export type How = z.output<typeof how>

/** Looks at a call more closely than `match` can; in this process only. `token`: whoever calls, if by token. */
export type Fits = (args: Record<string, unknown>, token: string | undefined) => boolean

type Fault = z.output<typeof faultRequest> & { id: number; hits: number; fits: Fits }

/** Failures to come, in the order they were asked for; the first that fits a call is used. */
export class Faults {
  /** Added to every call, in ms. */
  delayMs = 0
  #next = 1
  #faults: Fault[] = []

  /** Asks for a failure; returns its number. `fits` is asked last, so that it may count the calls that come to it. */
  add(request: FaultRequest, fits: Fits = () => true): number {
    const id = this.#next++
    this.#faults.push({ ...faultRequest.parse(request), id, hits: 0, fits })
    return id
  }

  /** Forgets one failure, or all of them. */
  clear(id?: number): void {
    this.#faults = id === undefined ? [] : this.#faults.filter((fault) => fault.id !== id)
  }

  /** What is still to fail, and how often each has been met. */
  list(): Fault[] {
    return [...this.#faults]
  }

  /** Uses up the first failure that fits this call. */
  take(
    method: string,
    args: Record<string, unknown>,
    token?: string,
  ): { when: 'before' | 'after'; how: How } | undefined {
    const fits = (fault: Fault): boolean =>
      (fault.method === '*' || fault.method === method) &&
      (fault.times === undefined || fault.hits < fault.times) &&
      Object.entries(fault.match ?? {}).every(([key, value]) => isDeepStrictEqual(args[key], value)) &&
      fault.fits(args, token)
    const found = this.#faults.find(fits)
    if (found === undefined) return undefined
    found.hits += 1
    return { when: found.when, how: found.how }
  }
}
