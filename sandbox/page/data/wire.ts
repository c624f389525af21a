import type { Impossibility } from '../answers.ts'

/** Why a person could not do something (`why`), and the name that it is about, or ''. */
export type NotPossible = { readonly why: Impossibility; readonly about: string }

/** What the control API refused, in its words; `notPossible` where it is something that a person could not do. */
export class Refused extends Error {
  override name = 'Refused'
  readonly notPossible: NotPossible | undefined

  constructor(message: string, notPossible?: NotPossible) {
    super(message)
    this.notPossible = notPossible
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
  if (!response.ok) throw refusedWith(text)
  // Both ends are this repository's code: what a verb answers is what its reader names.
  return JSON.parse(text) as Answer
}

const refusedWith = (text: string): Refused => {
  if (!text.startsWith('{"error":')) return new Refused(text)
  // Written by the control API, as above.
  const { error, ...notPossible } = JSON.parse(text) as { error: string } & Partial<NotPossible>
  const { why, about = '' } = notPossible
  return new Refused(error, why === undefined ? undefined : { why, about })
}
