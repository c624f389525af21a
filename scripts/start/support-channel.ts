import { connect } from '../../sandbox/client.ts'

/**
 * Where the local workspace's customers would read what they are told: it has none, and a support team stands in for
 * them.
 */
export const supportChannel = 'support'

/** Opens that channel in a local workspace where there is none, by somebody of it, with colleagues and Stanch in it. */
export async function openSupportChannel(url: string): Promise<void> {
  const slack = connect(url)
  if ((await slack.channels()).some(({ name }) => name === supportChannel)) return
  await slack.as('noa').creates(supportChannel)
  for (const name of ['ann', 'layla', 'haruki', 'stanch']) {
    // oxlint-disable-next-line no-await-in-loop -- they come in one after another
    await slack.as(name).joins(supportChannel, 'noa')
  }
}
