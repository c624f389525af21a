import type { Team } from '../../stanch.ts'

/** Words without the marks of direction that stand around what people typed: what a reader sees. */
export const seen = (text: string | undefined): string => (text ?? '').replace(/[\u2066-\u2069\u2060]/g, '')

/** Declares as noa does, and waits for the channel; gives its name. */
export const openIncident = async (team: Team, title = 'Checkout is down', severity = 'sev2'): Promise<string> => {
  const ack = await team.slack.as('noa').types(`/incident declare ${severity} ${title}`, { in: 'general' })
  const number = /INC-(\d+)/.exec(ack.text ?? '')?.[1]
  if (number === undefined) throw new Error(`not declared: ${JSON.stringify(ack)}`)
  const front = `inc-${number.padStart(4, '0')}`
  const channel = await team.slack.until(
    async () => (await team.slack.channels()).find(({ name }) => name.startsWith(front)),
    { what: `the channel of INC-${number}` },
  )
  await team.settle()
  return channel.name
}

/** The newest thing that only this person sees. */
export const lastEphemeral = async (team: Team, person: string): Promise<string> =>
  seen((await team.slack.ephemerals(person)).at(-1)?.text)
