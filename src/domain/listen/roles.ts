import { clausesOf, coarseClauses } from './clauses.ts'
import type { Clause } from './clauses.ts'
import type { Finding, Role } from './finding.ts'
import { languages } from './languages.ts'
import { asks, hears } from './mood.ts'
import { MENTION } from './sentences.ts'
import type { Sentence } from './sentences.ts'
import { alternatives, wholeClause } from './words.ts'
import type { Words } from './words.ts'

type RoleFound = Extract<Finding, { kind: 'role-claimed' | 'role-released' }>

/**
 * The roles a sentence hands out. Wrong is worse than missed: a phrase must fill its whole clause, and any question, condition,
 * doubt, hearsay or other time anywhere in the sentence silences all of it.
 */
export function rolesIn(sentence: Sentence, by: string): RoleFound[] {
  if (sentence.asks || hears('retracts', sentence.plain)) return []
  const coarse = coarseClauses(sentence)
  if (coarse.some((clause) => asks(clause.plain) || hears('asks', clause.plain))) return []
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
  for (const { kind, who, pattern, role } of PATTERNS) {
    const found = pattern.exec(clause.plain)
    if (found === null) continue
    const person = who === 'speaker' ? by : mentionedIn(found, clause)
    if (person === null) continue
    const named = role === null ? rolesNamed(found.groups?.['role'] ?? '') : [role]
    return named.map((one) => ({ kind, role: one, who: person }))
  }
  return []
}

/** The person at the place of `@` in the pattern: of several mentions, the one the phrase itself holds. */
function mentionedIn(found: RegExpExecArray, clause: Clause): string | null {
  const at = found.groups?.['who']
  if (at === undefined) return null
  const place = found[0].lastIndexOf(MENTION)
  const nth = clause.plain.slice(0, found.index + place).split(MENTION).length - 1
  return clause.mentions[nth] ?? null
}

interface Pattern {
  readonly kind: RoleFound['kind']
  readonly who: 'speaker' | 'mentioned'
  readonly pattern: RegExp
  /** The role the phrase itself names, or null when the phrase holds the role's noun. */
  readonly role: Role | null
}

const ROLES: readonly Role[] = ['comms', 'scribe', 'lead']

const NOUNS = languages.map((words) => ({
  words,
  byRole: ROLES.map((role) => ({
    role,
    whole: new RegExp(`^(?:${alternatives(words.roles.nouns[role], words)})$`, 'u'),
  })),
}))

/** The roles in "comms and scribe"; none if one part is no role. */
function rolesNamed(text: string): Role[] {
  const parts = text.split(BETWEEN_ROLES).map((part) => part.trim())
  const roles = parts.map((part) => NOUNS.flatMap(({ byRole }) => byRole).find(({ whole }) => whole.test(part))?.role)
  return roles.every((role) => role !== undefined) ? roles : []
}

const BETWEEN_ROLES = / and (?:the )?| ?[&+/] ?| ו-?|(?: )?と| و ?/u

const PATTERNS: readonly Pattern[] = languages.flatMap(patternsOf)

function patternsOf(words: Words): Pattern[] {
  const { claims, given, released, spoken, done } = words.roles
  return [
    ...given.map((phrase) => patternOf('role-claimed', 'mentioned', phrase, null, words)),
    ...ROLES.flatMap((role) => done[role].map((phrase) => patternOf('role-claimed', 'mentioned', phrase, role, words))),
    ...claims.map((phrase) => patternOf('role-claimed', 'speaker', phrase, null, words)),
    ...ROLES.flatMap((role) => spoken[role].map((phrase) => patternOf('role-claimed', 'speaker', phrase, role, words))),
    ...released.map((phrase) => patternOf('role-released', 'speaker', phrase, null, words)),
  ]
}

function patternOf(
  kind: RoleFound['kind'],
  who: Pattern['who'],
  phrase: string,
  role: Role | null,
  words: Words,
): Pattern {
  const noun = `(?:${ROLES.map((one) => alternatives(words.roles.nouns[one], words)).join('|')})`
  const between = words.spaced ? '(?: and (?:the )?| ?[&+/] ?| ו-?| و ?)' : '(?:と| ?[&/・] ?)'
  const body = wholeClause(phrase.replaceAll('{role}', '\uE010').replaceAll('@', '\uE011'), words)
  const pattern = body
    .replaceAll('\uE010', `(?<role>${noun}(?:${between}${noun})?)`)
    .replaceAll('\uE011', `(?<who>${MENTION})`)
  return { kind, who, pattern: new RegExp(pattern, 'u'), role }
}

function unique(found: readonly RoleFound[]): RoleFound[] {
  return found.filter(
    (one, index) => found.findIndex((other) => other.role === one.role && other.who === one.who) === index,
  )
}
