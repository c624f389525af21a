import type { EffectType, Incident } from '../incident.ts'

/** Slack has answered to this effect: it is no trouble any more, and nobody waits for the answer. */
export const taken = ({ troubles, retrying }: Incident, effect: EffectType) => ({
  troubles: troubles.filter((trouble): boolean => trouble.effect !== effect),
  retrying: retrying && { ...retrying, effects: retrying.effects.filter((one) => one !== effect) },
})
