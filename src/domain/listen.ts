import type { Finding, Heard } from './listen/finding.ts'
import { rolesIn, takesBack } from './listen/roles.ts'
import { ownLines, sentencesOf } from './listen/sentences.ts'
import { spokenEntry } from './listen/spoken-entries.ts'
import { turningPoint } from './listen/turning-points.ts'

export type { Finding, Heard, TurningPoint } from './listen/finding.ts'

/**
 * What a message says that belongs in the record of an incident: roles claimed, given or let go, entries asked for by
 * form (`timeline: …`, `[14:05] …`) and turning points, in the order of its lines. In English, Hebrew, Arabic and
 * Japanese.
 *
 * Conservative: questions, denials, quotations, code, plans, conditions, doubts and hearsay say nothing. A line that
 * asks for an entry is that entry and nothing else. Pure; never throws, for any text.
 */
export function listen(message: Heard): Finding[] {
  return ownLines(message.text).flatMap((line) => {
    const entry = spokenEntry(line, message)
    return entry === null ? heardIn(line, message.by) : [entry]
  })
}

function heardIn(line: string, by: string): Finding[] {
  const sentences = sentencesOf(line)
  return sentences.flatMap((sentence, index): Finding[] => {
    const next = sentences[index + 1]
    const roles = next !== undefined && takesBack(next) ? [] : rolesIn(sentence, by)
    if (roles.length > 0) return roles
    const turned = turningPoint(sentence)
    return turned === null ? [] : [turned]
  })
}

/**
 * Listens to a line of each language. The first line in a language compiles its words (0.2 s); done once after the
 * start, it costs nobody's acknowledgement. `pause` lets others go first between two languages.
 */
export async function warmUp(pause: () => Promise<unknown>): Promise<void> {
  for (const text of ['rolled back', 'החזרנו לאחור', 'تم التراجع', '切り戻しました']) {
    listen({ text, by: '', at: 0, timeZone: 'UTC' })
    await pause()
  }
}
