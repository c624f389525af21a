/** A failure of the control API: what a person could not do, in words. */
class ControlError extends Error {
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.name = 'ControlError'
    this.status = status
  }
}

/** Asks the sandbox at this address for something; throws ControlError with its reason when it refuses. */
export type Ask = <Answer>(verb: string, request?: object) => Promise<Answer>

/** The way to a sandbox's control API. The answers' types are the sandbox's own: both ends are this code. */
export const wire =
  (url: string): Ask =>
  async <Answer>(verb: string, request: object = {}): Promise<Answer> => {
    const response = await fetch(`${url.replace(/\/$/, '')}/control/${verb}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    const text = await response.text()
    if (!response.ok) {
      const reason = text.startsWith('{"error":') ? String(JSON.parse(text).error) : text
      throw new ControlError(`${verb}: ${reason}`, response.status)
    }
    // Both ends are this repository's code: what a verb answers is what its reader names.
    return JSON.parse(text) as Answer
  }
