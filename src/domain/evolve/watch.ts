import type { WatchEvent } from '../events/watch.ts'
import type { Incident } from '../incident.ts'
import { runningWatch } from '../watch.ts'
import { type Written, personIn } from './written.ts'

/** The stabilisation plan after one more of its events. */
export const ofWatch = (incident: Incident, event: WatchEvent, written: Written): Partial<Incident> => {
  const { at } = written
  const { watch } = incident
  if (event.type === 'watch-started') {
    const { until, exit, items } = event
    return { watch: { by: personIn(written), since: at, until, exit, items: items.map((item) => ({ item })) } }
  }
  if (watch === undefined) return {}
  switch (event.type) {
    case 'watch-item-ticked': {
      const ticked = { by: personIn(written), at }
      return {
        watch: { ...watch, items: watch.items.map((one) => (one.item === event.item ? { ...one, ticked } : one)) },
      }
    }
    case 'watch-item-opened': {
      const { item } = event
      return { watch: { ...watch, items: watch.items.map((one) => (one.item === item ? { item } : one)) } }
    }
    case 'watch-ended': {
      const { cameBack, words } = event
      return {
        watch: { ...watch, ended: { by: personIn(written), at, cameBack, ...(words !== undefined && { words }) } },
      }
    }
    case 'watch-told':
    case 'watch-put-off':
      return {}
  }
}

/** Reopened by any way, it came back: nobody watches what is worked on again. */
export const brokenOff = (incident: Incident, written: Written): Partial<Incident> => {
  const watch = runningWatch(incident)
  return watch === undefined
    ? {}
    : { watch: { ...watch, ended: { by: personIn(written), at: written.at, cameBack: true } } }
}
