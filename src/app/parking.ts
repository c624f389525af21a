/** Tries of what Slack or the network fails, before it is parked and told: about five minutes with this backoff. */
export const triesBeforeParking = 10

/** Tries of what fails by a fault of ours (or that cannot be read): another try rarely helps. About ten seconds. */
export const faultsBeforeParking = 5

/** The error of a fault of ours, as a row and an incident remember it; the log has what was thrown. */
export const faultCode = 'fault'

/** How the error of a row begins that this version cannot read; the outbox writes it. */
const unreadable = 'unreadable:'

/** The error of a row over which each process died that held it. */
export const neverCameBack = 'never_came_back'

/** What mends the cause of a parking, for who reads the log; `/incident health` says the same to who reads Slack. */
export const cureOf = (error: string): string => {
  if (error === faultCode)
    return 'A fault of ours: report the line effect-fault with this outbox id; an update may mend it'
  if (error === neverCameBack) return 'The process ended at each try: what it wrote last says why; report that'
  if (error.startsWith(unreadable)) return 'Written by another version: finish the upgrade'
  return "Slack or the network failed for minutes: see Slack's status and the network's way out"
}

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
