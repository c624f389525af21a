import { Refusal } from './refusal.ts'
import { everyAppScope, everyScope } from './scopes.ts'

/** Which tokens the workspace takes, and what they may do. */
export class Tokens {
  /** Why a token is refused, by token: `invalid_auth`, `token_revoked`, `account_inactive`. */
  readonly refused = new Map<string, string>()
  /** Why every token of a kind is refused. */
  readonly refusedKinds = new Map<'bot' | 'app', string>()
  /** What was granted at the start. */
  readonly #first: readonly string[]
  /** Granted bot scopes. */
  granted = new Set<string>()
  /** Scopes of the app-level token, which a manifest cannot hold: a person chooses them when they make the token. */
  grantedToApp: ReadonlySet<string> = new Set(everyAppScope)

  constructor(granted: readonly string[] | null) {
    this.#first = granted ?? everyScope
    this.grant(granted)
  }

  /** What the app was granted when it was installed. */
  installed(): readonly string[] {
    return this.#first
  }

  /** As it was at the start: every token taken, and what the app was granted then. */
  reset(): void {
    this.refused.clear()
    this.refusedKinds.clear()
    this.grant(this.#first)
  }

  /** Grants these bot scopes and no others; null grants every one. */
  grant(scopes: readonly string[] | null): void {
    this.granted = new Set(scopes ?? everyScope)
  }

  /** Grants the app-level token these scopes and no others; null grants every one. */
  grantToApp(scopes: readonly string[] | null): void {
    this.grantedToApp = new Set(scopes ?? everyAppScope)
  }

  /** Throws Slack's refusal unless this is a token of the kind the method asks for. */
  check(token: string | undefined, kind: 'bot' | 'app'): void {
    if (token === undefined || token === '') throw new Refusal('not_authed')
    const refused = this.refused.get(token)
    if (refused !== undefined) throw new Refusal(refused)
    const bot = token.startsWith('xoxb-')
    if (!bot && !token.startsWith('xapp-')) throw new Refusal('invalid_auth')
    const refusedKind = this.refusedKinds.get(bot ? 'bot' : 'app')
    if (refusedKind !== undefined) throw new Refusal(refusedKind)
    if (bot !== (kind === 'bot')) throw new Refusal('not_allowed_token_type')
  }

  /** True when one of these is granted, or none is asked for. */
  may(scopes: readonly string[]): boolean {
    return scopes.length === 0 || scopes.some((scope) => this.granted.has(scope))
  }

  /** Throws `missing_scope`, naming what is needed and what there is, unless one of these is granted. */
  need(scopes: readonly string[]): void {
    if (this.may(scopes)) return
    throw new Refusal('missing_scope', { needed: scopes[0], provided: this.listed() })
  }

  /** The same of the app-level token. */
  needOfApp(scopes: readonly string[]): void {
    if (scopes.length === 0 || scopes.some((scope) => this.grantedToApp.has(scope))) return
    throw new Refusal('missing_scope', { needed: scopes[0], provided: [...this.grantedToApp].toSorted().join(',') })
  }

  /** The granted scopes as Slack's `x-oauth-scopes` header lists them. */
  listed(): string {
    return [...this.granted].toSorted().join(',')
  }
}
