import { useEffect, useRef, useState } from 'preact/hooks'
import type { Kit } from '../seen.ts'
import { type Placed, idsOf, storedIn, useDrawing } from './drawing.ts'
import { kitIn } from './reading.ts'

/** A control as its component uses it. */
export type Control = {
  /** What it shows as held: an option, options, an id, ids, a date, a text. */
  readonly value: unknown
  /** Uses it: asks first where the app wants that, then tells the app (or only keeps it, in a form). */
  readonly use: (value?: unknown) => void
  /** Puts a value in without telling the app, whatever its block asks for. */
  readonly keep: (value: unknown) => void
  /** True until the app has answered. */
  readonly isBusy: boolean
  /** Why the app could not be told; undefined when it was. */
  readonly refusal: string | undefined
  /** The question that stands before a use, while it stands there. */
  readonly question: { readonly confirm: Kit; readonly answer: (yes: boolean) => void } | undefined
}

/**
 * The state of one control. What a person put in shows at once and stays, as in Slack's client, until the workspace
 * holds something else for it (from another window, or because the app put it there).
 */
export const useControl = (placed: Placed): Control => {
  const { acts, values } = useDrawing()
  const [own, setOwn] = useState<{ readonly value: unknown }>()
  const [underway, setUnderway] = useState(0)
  const [refusal, setRefusal] = useState<string>()
  const [asked, setAsked] = useState<{ readonly value: unknown }>()
  const stored = storedIn(placed, values)
  useChanged(stored, () => {
    if (underway === 0) setOwn(undefined)
  })

  const tell = (value: unknown, ask = isQuiet(placed) ? acts.fill : acts.press) => {
    setOwn({ value })
    setRefusal(undefined)
    setUnderway((count) => count + 1)
    const use = { ...idsOf(placed), ...(value === undefined ? {} : { value }) }
    ask(use)
      .catch((error: unknown) => setRefusal(error instanceof Error ? error.message : String(error)))
      .finally(() => setUnderway((count) => count - 1))
  }
  const use = (value?: unknown) => {
    if (placed.element['confirm'] === undefined) tell(value)
    else setAsked({ value })
  }
  const answer = (yes: boolean) => {
    setAsked(undefined)
    if (yes && asked !== undefined) tell(asked.value)
  }
  return {
    value: own === undefined ? stored : own.value,
    use,
    keep: (value) => tell(value, acts.fill),
    isBusy: underway > 0,
    refusal,
    question: asked === undefined ? undefined : { confirm: kitIn(placed.element, 'confirm'), answer },
  }
}

/** A field that waits for the submit: in an input block that does not ask to be told at once. */
export const isQuiet = ({ block }: Placed): boolean => block['type'] === 'input' && block['dispatch_action'] !== true

/** Calls back when a value of JSON has become another one; not for the first. */
export const useChanged = (value: unknown, changed: () => void): void => {
  const written = JSON.stringify(value)
  const before = useRef(written)
  useEffect(() => {
    if (before.current === written) return
    before.current = written
    changed()
  }, [written])
}
