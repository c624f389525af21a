import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { Impossible } from '../acts/who.ts'
import { control } from '../control/verbs.ts'
import type { Parts } from '../parts.ts'
import { bytesOf, jsonOf } from './body.ts'
import { sendJson } from './reply.ts'

/** `POST /control/<verb>`: 200 with the answer, 422 for what a person could not do, 400 for what no one could mean. */
export const serveControl = async (
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  // Only JSON: another site's page can send a form here without asking, but not this.
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) {
    return sendJson(response, 415, { error: 'send JSON' })
  }
  try {
    const answer = await control(parts, url.pathname.slice('/control/'.length), jsonOf(await bytesOf(request)))
    sendJson(response, 200, answer ?? null)
  } catch (error) {
    if (error instanceof Impossible) {
      sendJson(response, 422, { error: error.message, why: error.why, about: error.about })
    } else if (error instanceof z.ZodError) sendJson(response, 400, { error: z.prettifyError(error) })
    else throw error
  }
}
