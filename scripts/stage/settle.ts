import type { Slack } from '../../sandbox/client.ts'
import type { Stanch } from '../../src/main.ts'

/** Resolves when everything that was said has been heard and everything that follows, and is due, has been done. */
export const settleBoth = async (slack: Slack, stanch: () => Stanch): Promise<void> => {
  // Twice quiet: what one round does in Slack may come back as an event in the next.
  for (let quiet = 0; quiet < 2;) {
    await slack.until(async () => !(await slack.rig.delivery()).busy, { what: 'every event to be delivered' })
    const before = (await slack.calls({})).length
    await stanch().settle()
    quiet = (await slack.calls({})).length === before ? quiet + 1 : 0
  }
}
