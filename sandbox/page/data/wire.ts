/** What the control API refused, in its words: 422 is something that a person could not do. */
export class Refused extends Error {
  override name = 'Refused'
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/** The server did not answer: it is stopped, or being started anew. */
export class Away extends Error {
  override name = 'Away'
}

/**
 * Asks the sandbox for something (`POST /control/<verb>`). Throws `Refused`, `Away`, or the signal's reason. The answers'
 * types are the sandbox's own: both ends are this repository's code.
 */
export type Ask = <Answer>(verb: string, request?: object, signal?: AbortSignal) => Promise<Answer>

/** The way to the server that this page came from. */
export const ask: Ask = async <Answer>(verb: string, request: object = {}, signal?: AbortSignal): Promise<Answer> => {
  const response = await fetch(`/control/${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error
    throw new Away(String(error))
  })
  const text = await response.text().catch((error: unknown) => {
    if (signal?.aborted === true) throw error
    throw new Away(String(error))
  })
  if (!response.ok) throw new Refused(reasonOf(text), response.status)
  // Both ends are this repository's code: what a verb answers is what its reader names.
  return JSON.parse(text) as Answer
}

const reasonOf = (text: string): string => (text.startsWith('{"error":') ? String(JSON.parse(text).error) : text)
