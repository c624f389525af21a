import { connect } from '../../sandbox/client.ts'

/**
 * What people of a new workspace say to Stanch first: in which language they want to read. Slack's own interface has no
 * Hebrew and no Arabic, so their profiles cannot say it, and in life they would type this too. It stands in their direct
 * message with Stanch, where they can see it.
 */
export async function sayFirstWords(url: string): Promise<void> {
  const slack = connect(url)
  const users = await slack.users()
  const unsaid = users.filter(({ speaks, locale = '' }) => speaks !== undefined && !locale.startsWith(speaks))
  await Promise.all(
    unsaid.map(({ name, speaks }) => slack.as(name).types(`/incident language ${speaks}`, { in: 'dm' })),
  )
}
