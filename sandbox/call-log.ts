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

  /** Notes how a call ended. */
  end(call: Call, outcome: string): void {
    call.finishedAt = Date.now()
    call.outcome = outcome
  }

  /** Calls after number `since`, of one method if named. */
  list(filter: { method?: string | undefined; since?: number | undefined } = {}): Call[] {
    const { method, since = 0 } = filter
    return this.#calls.filter((call) => call.n > since && (method === undefined || call.method === method))
  }
}
