const firstStrongIsolate = '\u2068'
const popIsolate = '\u2069'
const isolates = new Set(['\u2066', '\u2067', firstStrongIsolate])
/** Embeddings and overrides, which reach past their own text unless they are closed; no text of ours needs them. */
const embeddings = /[\u202a-\u202e]/
const bidiControls = /[\u202a-\u202e\u2066-\u2069]/g

/**
 * Puts text between U+2068 and U+2069, so that its direction is its own and the sentence around it keeps its order
 * (https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates). Text that already is one isolate stays as it
 * is; text whose controls do not close what they open (a person can paste such text) loses them, so it cannot turn the
 * rest of the line. Slack's own markup (`<@U1>`, `<!date^…>`) is isolated too: what it will show may run either way.
 * Empty text stays empty.
 */
export function isolate(text: string): string {
  if (text === '') return ''
  if (text.search(bidiControls) === -1) return firstStrongIsolate + text + popIsolate
  const safe = embeddings.test(text) || !balanced(text) ? text.replace(bidiControls, '') : text
  if (safe === '' || isOneIsolate(safe)) return safe
  return firstStrongIsolate + safe + popIsolate
}

function balanced(text: string): boolean {
  return depths(text).every((depth) => depth >= 0) && (depths(text).at(-1) ?? 0) === 0
}

function isOneIsolate(text: string): boolean {
  return text.startsWith(firstStrongIsolate) && depths(text).indexOf(0) === text.length - 1
}

/** How many isolates are open after each UTF-16 unit. */
function depths(text: string): number[] {
  let depth = 0
  return text.split('').map((unit) => (depth += isolates.has(unit) ? 1 : unit === popIsolate ? -1 : 0))
}
