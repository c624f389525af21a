import { z } from 'zod'
import { progressOf } from '../guide/progress.ts'
import { languages } from '../play/script.ts'
import { verb } from './verb.ts'
import type { Verb } from './verb.ts'

/** The scripted incident, and how far people have come on their first visit. */
export const playVerbs: Verb[] = [
  verb(
    'start-play',
    z.object({ language: z.enum(languages), beatMs: z.number().nonnegative().max(60_000).optional() }),
    (parts, request) => parts.play.start(request.language, request.beatMs),
  ),
  verb('play', z.object({ wish: z.enum(['pause', 'resume', 'next', 'stop']).optional() }), (parts, request) =>
    request.wish === undefined ? parts.play.state() : parts.play.wish(request.wish),
  ),
  verb('progress', z.object({ since: z.number().nonnegative().default(0) }), (parts, request) =>
    progressOf(parts.workspace.state, { since: request.since, connected: parts.delivery.ready() }),
  ),
]
