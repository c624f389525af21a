import type { Progress, Step } from './told.ts'

/** The steps in their order. */
export const steps = ['declare', 'update', 'resolve'] as const satisfies readonly Step[]

/** What this browser remembers of the first visit. */
export type Memory = {
  /** Of which workspace: what was remembered of another says nothing about this one. */
  readonly born: number
  readonly isHidden: boolean
  /** Only what was done since counts, in Unix ms: 0 until somebody begins again. */
  readonly since: number
  readonly skipped: readonly Step[]
}

/** What a first visit to this workspace remembers. */
export const nothingYet = (born: number): Memory => ({ born, isHidden: false, since: 0, skipped: [] })

/** What was kept as text; a first visit's where nothing was, where it is of another workspace, or cannot be read. */
export const recalled = (text: string | null, born: number): Memory => {
  const kept = text === null ? undefined : read(text)
  return kept?.born === born ? kept : nothingYet(born)
}

const read = (text: string): Memory | undefined => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Somebody else's writing under our key is as good as none.
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { born, isHidden, since, skipped }: Record<string, unknown> = { ...value }
  if (typeof born !== 'number' || typeof isHidden !== 'boolean' || typeof since !== 'number') return undefined
  if (!Array.isArray(skipped)) return undefined
  return { born, isHidden, since, skipped: steps.filter((step) => skipped.includes(step)) }
}

/** How a step stands: done by somebody, skipped, the one to do next, or still to come. */
export type Standing = 'done' | 'skipped' | 'now' | 'later'

/** How each step stands. What was done after it was skipped is done all the same. */
export const standings = ({ done }: Progress, { skipped }: Memory): Readonly<Record<Step, Standing>> => {
  const now = steps.find((step) => !done[step] && !skipped.includes(step))
  const standing = (step: Step): Standing => {
    if (done[step]) return 'done'
    if (skipped.includes(step)) return 'skipped'
    return step === now ? 'now' : 'later'
  }
  return { declare: standing('declare'), update: standing('update'), resolve: standing('resolve') }
}

/**
 * What the next step needs: its own command in the incident's channel, or another incident first, because none is open.
 */
export const offerFor = (step: Step, { channel }: Progress): Step => (channel === null ? 'declare' : step)
