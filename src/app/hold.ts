import { startRounds, type Loop } from './loop.ts'
import type { Log } from './ports.ts'

/**
 * Keeps back everything that would go to Slack while Slack takes no token of ours. Each effect alone would be refused,
 * parked and told one by one, though nothing is wrong with any of them; so they wait together, and Slack is asked every
 * twenty seconds whether it takes the token again.
 */
export type Hold = {
  /** Slack's code while everything is held; undefined while it goes. */
  why(): string | undefined
  /** A call came back with this code. Logged once for as long as it holds. */
  begin(code: string): void
  /** Asks Slack at once instead of within twenty seconds; resolves with whether everything goes again. */
  ask(): Promise<boolean>
  stop(): Promise<void>
}

type Parts = {
  /** Whether Slack takes the token now. Never rejects: what cannot be asked is not taken. */
  readonly isTaken: () => Promise<boolean>
  readonly log: Log
  /** Everything may go again. */
  readonly onEnd: () => void
}

/** Within a minute of the token's return everything is to be out, the work that waited included. */
const askEveryMs = 20_000

/** One per process: each finds out by itself, with one call that is refused. */
export const startHold = ({ isTaken, log, onEnd }: Parts): Hold => {
  let code: string | undefined

  const ask = async (): Promise<boolean> => {
    if (code === undefined) return true
    if (!(await isTaken())) return false
    code = undefined
    log.warn({ event: 'token-taken-again' }, 'Slack takes the token again; what waited goes out now')
    onEnd()
    return true
  }
  const rounds: Loop = startRounds('token', askEveryMs, log, async () => {
    await ask()
  })

  return {
    why: () => code,
    begin: (refused) => {
      if (code === refused) return
      code = refused
      const cure = 'Put a valid Bot User OAuth Token into SLACK_BOT_TOKEN and restart; nothing that waits is lost'
      log.error(
        { event: 'token-refused', error: refused, cure },
        'Slack refuses the token; nothing is sent until it is mended',
      )
    },
    ask,
    stop: () => rounds.stop(),
  }
}
