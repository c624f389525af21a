import { Answers } from './traffic/answers.ts'
import type { Answer } from './traffic/answers.ts'
import { newestOf } from './traffic/newest.ts'

/** One call the app made to the workspace. */
export interface Call {
  n: number
  /** The method, or `response_url`, or `upload`. */
  method: string
  /** What it was called with; tokens are never among it. */
  args: Record<string, unknown>
  /** Unix ms, both. */
  startedAt: number
  finishedAt: number | undefined
  /** `ok`, Slack's error, `http 500`, `dropped`, `hanging`; undefined while it runs. */
  outcome: string | undefined
  /** `bot`, `app` or `nobody`, by the token's kind. */
  who: string
}

const kept = 20_000

/** The app's calls, oldest first; the oldest are forgotten beyond 20,000. */
export class CallLog {
  #calls: Call[] = []
  #next = 1
  readonly #answers = new Answers()

  /** Notes that a call has begun. */
  begin(method: string, args: Record<string, unknown>, who: string): Call {
    const { token: _token, ...rest } = args
    const call: Call = {
      n: this.#next++,
      method,
      args: rest,
      startedAt: Date.now(),
      finishedAt: undefined,
      outcome: undefined,
      who,
    }
    this.#calls.push(call)
    if (this.#calls.length > kept * 1.1) this.#calls = this.#calls.slice(-kept)
    return call
  }

  /** Notes how a call ended, and what it was answered with, if with anything. */
  end(call: Call, outcome: string, answer?: string): void {
    call.finishedAt = Date.now()
    call.outcome = outcome
    if (answer !== undefined) this.#answers.keep(call.n, answer)
  }

  /** What the call with this number was answered with, if that is not too long ago. */
  answerTo(n: number): Answer | undefined {
    return this.#answers.of(n)
  }

  /** The newest calls after number `since`, `limit` at most, oldest first. */
  newest(since: number, limit: number): Call[] {
    return newestOf(this.#calls, since, limit)
  }

  /** The call with this number, unless it is forgotten. */
  at(n: number): Call | undefined {
    return this.#calls[n - (this.#calls[0]?.n ?? 1)]
  }

  /** Calls after number `since`, of one method if named. */
  list(filter: { method?: string | undefined; since?: number | undefined } = {}): Call[] {
    const { method, since = 0 } = filter
    return this.#calls.filter((call) => call.n > since && (method === undefined || call.method === method))
  }
}
