/** Tries of what Slack or the network fails, before it is parked and told: about five minutes with this backoff. */
export const triesBeforeParking = 10

/** Tries of what fails by a fault of ours (or that cannot be read): another try rarely helps. About ten seconds. */
export const faultsBeforeParking = 5

/** The error of a fault of ours, as a row and an incident remember it; the log has what was thrown. */
export const faultCode = 'fault'

/**
 * Ms until the next try: doubles from half a second to a minute, with jitter so that replicas spread; never so soon
 * that a look after an uncertain try finds nothing.
 */
export const backoff = (attempts: number, uncertain: boolean): number => {
  const full = Math.min(60_000, 500 * 2 ** attempts)
  const jittered = full / 2 + (Math.random() * full) / 2
  return Math.round(uncertain ? Math.max(jittered, lookAfterMs) : jittered)
}

/** A post whose reply was lost shows up in the history within a few seconds. */
const lookAfterMs = 2_000
