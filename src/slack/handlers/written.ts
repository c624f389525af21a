import { type Way, writtenMoment } from '../../domain/written-time.ts'
import type { Asked } from './handler.ts'

/** A moment as the person wrote it, on the clock of their zone; or the words that say how to write one. */
export const momentIn = (
  typed: string,
  asked: Asked,
  way: Way,
): { readonly at: number } | { readonly error: string } => {
  const at = writtenMoment(typed, asked.at, asked.timeZone, way)
  if (at !== undefined) return { at }
  const example = asked.t(way === 'past' ? 'form.impact.since-placeholder' : 'form.impact.until-placeholder')
  return { error: asked.t('form.time-unreadable', { example }) }
}
