import type { Stage } from './stage.ts'
import { timelineInOrder } from './promise/in-order.ts'
import { nothingUnknown } from './promise/known.ts'
import { mergedOnce } from './promise/merged.ts'
import { declaredOnce } from './promise/once.ts'
import { nothingForWhatIsOver } from './promise/over.ts'
import { publishedOnce } from './promise/published.ts'
import { lookAt, type Scene } from './promise/scene.ts'
import { takenAwayTold } from './promise/taken-away.ts'
import { failuresTold } from './promise/told.ts'

/** The five parts of the promise; docs/promise.md says each in plain words. */
export const promises = ['I1', 'I2', 'I3', 'I4', 'I5'] as const
/** One part of the promise. */
export type PromiseName = (typeof promises)[number]

/** What does not hold, in words, and of which part. */
export type Breach = { readonly promise: PromiseName; readonly what: string }

/** Each names in words what does not hold of it; nothing: it holds, for every incident there is. */
const invariants: Readonly<Record<PromiseName, (scene: Scene) => readonly string[]>> = {
  I1: (scene) => [...declaredOnce(scene), ...mergedOnce(scene), ...publishedOnce(scene)],
  I2: nothingUnknown,
  I3: (scene) => [...failuresTold(scene), ...takenAwayTold(scene)],
  I4: timelineInOrder,
  I5: nothingForWhatIsOver,
}

/** Looks once at a stage that is quiet, at the database and at Slack, and names what does not hold. */
export const breachesIn = async (stage: Stage): Promise<readonly Breach[]> => {
  const scene = await lookAt(stage)
  return promises.flatMap((promise) => invariants[promise](scene).map((what) => ({ promise, what })))
}
