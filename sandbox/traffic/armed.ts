import { methods } from '../api/methods.ts'
import { retryAfterMs } from '../delivery/delivery.ts'
import type { How } from '../faults.ts'
import type { Armed } from '../page/drawer/traffic.ts'
import type { Parts } from '../parts.ts'

/** What has been made to go wrong, and has not yet run out. */
export const armed = (parts: Parts): Armed => {
  const { faults, limits, tokens, delivery } = parts
  const { on, refused, impatient } = limits
  return {
    faults: faults.list().flatMap(({ id, method, when, how, times, hits }) => {
      const left = times === undefined ? null : times - hits
      return left === 0 ? [] : [{ id, method, when, how: howInWords(how), left }]
    }),
    delayMs: faults.delayMs,
    limits: { on, refused, impatient },
    scopes: tokens.installed().map((name) => ({ name, isGranted: tokens.granted.has(name) })),
    tokens: { bot: tokens.refusedKinds.get('bot') ?? null, app: tokens.refusedKinds.get('app') ?? null },
    held: delivery.isHolding() ? delivery.held().length : null,
    copies: delivery.copies,
    sockets: { open: delivery.socket.count(), isOff: delivery.socket.disabled },
    connected: delivery.ready(),
    methods: ['*', 'response_url', 'upload', ...[...methods.keys()].toSorted()],
  }
}

const howInWords = (how: How): string => {
  if (typeof how === 'string') return how
  if ('status' in how) return `http ${how.status}`
  return 'error' in how ? how.error : `delay ${how.delayMs}`
}

/** Everything works as it should again: nothing fails, waits, is refused or kept back any more. */
export const disarm = ({ faults, limits, tokens, delivery }: Parts): void => {
  faults.clear()
  faults.delayMs = 0
  limits.switch(false)
  tokens.reset()
  delivery.copies = 1
  delivery.retries = retryAfterMs
  delivery.onlyTo = undefined
  delivery.socket.disabled = false
  if (delivery.isHolding()) delivery.release()
}
