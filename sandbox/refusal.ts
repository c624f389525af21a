/** A Web API call refused in Slack's words: becomes `{ ok: false, error, ...extra }`. */
export class Refusal extends Error {
  readonly error: string
  readonly extra: Record<string, unknown>

  constructor(error: string, extra: Record<string, unknown> = {}) {
    super(error)
    this.name = 'Refusal'
    this.error = error
    this.extra = extra
  }
}

/** A refusal with reasons for people, where Slack puts them. */
export const refusalWith = (error: string, reasons: string[]): Refusal =>
  new Refusal(error, { response_metadata: { messages: reasons.map((reason) => `[ERROR] ${reason}`) } })
