import { useMemo, useRef } from 'preact/hooks'
import type { Acts, Use } from '../seen.ts'
import type { Drawing } from './drawing.ts'

/** Acts in the order in which a person did them, and a way to send what is still being typed. */
export type Acting = Pick<Drawing, 'acts' | 'holdBack'> & {
  /** Resolves when everything that was put in has arrived; a part of it that was refused has said so in its place. */
  readonly settle: () => Promise<void>
}

/**
 * One line for everything that is done to one message or view: the app must not read a form before what was typed last
 * is in it, and two quick choices must not overtake each other.
 */
export const useActing = (acts: Acts): Acting => {
  const latest = useRef(acts)
  latest.current = acts
  return useMemo(() => {
    const heldBack = new Set<() => void>()
    let line: Promise<unknown> = Promise.resolve()
    const queue = (act: () => Promise<void>): Promise<void> => {
      const done = line.then(act)
      // Who asked hears of a refusal; those behind them in the line do not.
      line = done.then(nothing, nothing)
      return done
    }
    const sendAll = () => heldBack.forEach((send) => send())
    return {
      acts: {
        fill: (use: Use) => queue(() => latest.current.fill(use)),
        press: (use: Use) => {
          sendAll()
          return queue(() => latest.current.press(use))
        },
        suggest: (use: Use, typed: string) => latest.current.suggest(use, typed),
        attach: (file: File) => {
          const kept = line.then(() => latest.current.attach(file))
          line = kept.then(nothing, nothing)
          return kept
        },
        openPerson: (id: string) => latest.current.openPerson(id),
        openChannel: (id: string) => latest.current.openChannel(id),
      },
      holdBack: (send: () => void) => {
        heldBack.add(send)
        return () => void heldBack.delete(send)
      },
      settle: async () => {
        sendAll()
        // What was put in behind it, as a field does when its file has arrived, is waited for as well.
        for (let seen: unknown; seen !== line;) {
          seen = line
          // oxlint-disable-next-line no-await-in-loop -- each is behind the last
          await seen
        }
      },
    }
  }, [])
}

const nothing = (): void => undefined
