/** How a refused or failed Slack call is to be treated; told apart in one place (`slack/failures.ts`). */
export type FailureKind =
  /** Not now: Slack said when (`Retry-After`), or our own pace did. Not counted as a try. */
  | { readonly kind: 'wait'; readonly inMs: number }
  /** Network, 5xx, timeout. `uncertain`: it may have taken effect. */
  | { readonly kind: 'again'; readonly uncertain: boolean }
  /** Slack takes no token of ours: nothing at all goes until that is mended. Nothing can have taken effect. */
  | { readonly kind: 'held' }
  /**
   * A person must mend something first. `about`: the channel that was refused, if that is what it was; `needed`: the
   * scope that the app lacks.
   */
  | { readonly kind: 'never'; readonly about?: string; readonly needed?: string }

/** Codes of Node and undici for calls that never left: nobody was reached, so nothing can have taken effect. */
export const neverLeft: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** A call that did not do what was asked. `code` is Slack's own (`channel_not_found`) or ours (`timeout`). */
export class Failure extends Error {
  override name = 'Failure'
  readonly code: string
  readonly how: FailureKind

  constructor(code: string, how: FailureKind, cause?: unknown) {
    super(code, { cause })
    this.code = code
    this.how = how
  }
}
