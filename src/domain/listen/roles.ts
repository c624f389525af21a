import { clausesOf, coarseClauses } from './clauses.ts'
import type { Clause } from './clauses.ts'
import type { Role } from '../vocabulary.ts'
import type { Finding } from './finding.ts'
import { languagesIn } from './languages.ts'
import { asks, hears } from './mood.ts'
import { MENTION } from './sentences.ts'
import type { Sentence } from './sentences.ts'
import { alternatives, anyOf, perLanguage, source } from './words.ts'
import type { Words } from './words.ts'

type RoleFound = Extract<Finding, { kind: 'role-claimed' | 'role-released' }>

/**
 * The roles a sentence hands out. Wrong is worse than missed: a phrase must fill its whole clause, and any question,
 * condition, doubt, hearsay or other time anywhere in the sentence silences all of it.
 */
export function rolesIn(sentence: Sentence, by: string): RoleFound[] {
  if (sentence.asks || hears('retracts', sentence.plain)) return []
  const coarse = coarseClauses(sentence)
  if (coarse.some((clause) => asks(clause))) return []
  if (coarse.slice(1).some((clause) => DENIAL_FIRST.test(clause.plain))) return []
  const whole = coarse.flatMap((clause) => rolesOf(clause, by))
  return unique(whole.length > 0 ? whole : clausesOf(sentence).flatMap((clause) => rolesOf(clause, by)))
}

/** Whether a sentence is an afterthought that takes back the one before: "I'm IC. Not!", "just kidding". */
export function takesBack(sentence: Sentence): boolean {
  return DENIAL_FIRST.test(sentence.plain) || hears('retracts', sentence.plain)
}

/** "I'm IC, not": a denial that follows. */
const DENIAL_FIRST = /^(?:not?|nope|psych|jk|לא|לא באמת|لا|مش|いや|違う)(?![\p{L}])/u

function rolesOf(clause: Clause, by: string): RoleFound[] {
  for (const core of coresOf(clause)) {
    for (const { kind, who, pattern, role } of languagesIn(core.plain).flatMap(patternsOf)) {
      const found = pattern.exec(core.plain)
      const person = found === null ? null : who === 'speaker' ? by : mentionedIn(core.plain, core.mentions)
      if (found === null || person === null) continue
      const named = role === null ? rolesNamed(found.groups?.['role'] ?? '') : [role]
      return named.map((one) => ({ kind, role: one, who: person }))
    }
  }
  return []
}

/** The clause, and what is left of it without openers and closers, which a claim has to fill. */
function coresOf(clause: Clause): Pick<Clause, 'plain' | 'mentions'>[] {
  const ends = [clause.plain.replace(TRAILING, '')]
  for (let end = ends[0] ?? ''; ends.length <= MOST_CLOSERS;) {
    const shorter = withoutCloser(end)
    if (shorter === end || shorter === '') break
    ends.push(shorter)
    end = shorter
  }
  return ends.flatMap((end) =>
    clause.starts.map((start) => ({
      plain: end.slice(start),
      mentions: clause.mentions.slice(end.slice(0, start).split(MENTION).length - 1),
    })),
  )
}

const MOST_CLOSERS = 3
const TRAILING = /[\s.,!。、،)\uE001]+$/
const closerOf = perLanguage((words) => {
  const closer = anyOf(words.closers, words)
  return closer === null ? null : new RegExp(`${closer.source}$`, 'u')
})

/** The text without its last closer; the same where it has none. */
function withoutCloser(text: string): string {
  for (const words of languagesIn(text)) {
    const closer = closerOf(words)
    if (closer?.test(text) === true) return text.replace(closer, '').replace(TRAILING, '')
  }
  return text
}

/** The one person a phrase names; a phrase has room for one mention only, but for "taking over IC from @ann". */
function mentionedIn(core: string, mentions: readonly string[]): string | null {
  return core.split(MENTION).length === 2 ? (mentions[0] ?? null) : null
}

interface Pattern {
  readonly kind: RoleFound['kind']
  readonly who: 'speaker' | 'mentioned'
  readonly pattern: RegExp
  /** The role the phrase itself names, or null when the phrase holds the role's noun. */
  readonly role: Role | null
}

const ROLES: readonly Role[] = ['comms', 'scribe', 'lead']

const nounsOf = perLanguage((words) =>
  ROLES.map((role) => ({ role, whole: new RegExp(`^(?:${alternatives(words.roles.nouns[role], words)})$`, 'u') })),
)

/** The roles in "comms and scribe"; none if one part is no role. */
function rolesNamed(text: string): Role[] {
  const parts = text.split(BETWEEN_ROLES).map((part) => part.trim())
  const roles = parts.map(
    (part) =>
      languagesIn(part)
        .flatMap(nounsOf)
        .find(({ whole }) => whole.test(part))?.role,
  )
  return roles.every((role) => role !== undefined) ? roles : []
}

const BETWEEN_ROLES = / and (?:the )?| ?[&+/] ?| ו-?|(?: )?と| و ?/u

const patternsOf = perLanguage((words): readonly Pattern[] => {
  const { claims, given, released, spoken, done } = words.roles
  return [
    ...given.map((phrase) => patternOf('role-claimed', 'mentioned', phrase, null, words)),
    ...ROLES.flatMap((role) => done[role].map((phrase) => patternOf('role-claimed', 'mentioned', phrase, role, words))),
    ...claims.map((phrase) => patternOf('role-claimed', 'speaker', phrase, null, words)),
    ...ROLES.flatMap((role) => spoken[role].map((phrase) => patternOf('role-claimed', 'speaker', phrase, role, words))),
    ...released.map((phrase) => patternOf('role-released', 'speaker', phrase, null, words)),
  ]
})

function patternOf(
  kind: RoleFound['kind'],
  who: Pattern['who'],
  phrase: string,
  role: Role | null,
  words: Words,
): Pattern {
  const noun = ROLES.map((one) => alternatives(words.roles.nouns[one], words)).join('|')
  const between = words.spaced ? '(?: and (?:the )?| ?[&+/] ?| ו-?| و ?)' : '(?:と| ?[&/・] ?)'
  const body = source(phrase, words)
    .replaceAll('{role}', `(?<role>(?:${noun})(?:${between}(?:${noun}))?)`)
    .replaceAll('@', MENTION)
  return { kind, who, pattern: new RegExp(`^(?:${body})$`, 'u'), role }
}

function unique(found: readonly RoleFound[]): RoleFound[] {
  return found.filter(
    (one, index) => found.findIndex((other) => other.role === one.role && other.who === one.who) === index,
  )
}
