import postgres from 'postgres'
import { expect, it } from 'vitest'
import { openTeam, type Team } from '../stanch.ts'

/** As at the first start in a large workspace: nobody is known, and Slack asks to wait before it lists them. */
const startKnowingNobody = async (team: Team, retryAfter: number): Promise<void> => {
  const sql = postgres(team.databaseUrl, { max: 1 })
  await sql`delete from people`
  await sql.end()
  const wait = { status: 429, headers: { 'retry-after': String(retryAfter) } }
  await team.slack.rig.fault({ method: 'users.list', times: 1, how: wait })
  await team.restart()
}

const askedAbout = async (team: Team): Promise<unknown[]> =>
  (await team.slack.calls({ method: 'users.info' })).map(({ args }) => args['user'])

it('learns who everybody is although Slack asks to wait: a start neither fails for that nor waits', async () => {
  const team = await openTeam()
  const added = await team.slack.addUser('rosa', { real_name: 'Rosa Maria' })
  await team.settle()
  await startKnowingNobody(team, 2)
  const { people } = team.stanch().database
  expect(await people.named('Rosa Maria')).toBeUndefined()
  const outcomes = async () => (await team.slack.calls({ method: 'users.list' })).map(({ outcome }) => outcome)
  await team.slack.until(async () => (await outcomes()).length === 3, { timeoutMs: 20_000 })
  await team.slack.until(async () => (await people.named('Rosa Maria'))?.id === added, { timeoutMs: 20_000 })
  expect(await outcomes()).toEqual(['ok', 'http 429', 'ok'])
})

it('asks once about whoever acts before they are known, and knows them from then on', async () => {
  const team = await openTeam()
  await startKnowingNobody(team, 600)
  const maya = team.slack.as('maya')
  // A guest is one by Slack's word, not for lack of it.
  expect(await maya.types('/incident declare sev4 Said by a guest', { in: 'general' })).toMatchObject({ ok: true })
  await team.settle()
  expect(await askedAbout(team)).toEqual(['U0MAYA'])
  expect(await team.stanch().database.people.named('maya')).toMatchObject({ standing: 'guest' })
  await maya.types('/incident list', { in: 'general' })
  expect(await askedAbout(team)).toEqual(['U0MAYA'])
})

it('lets nobody wait when Slack does not say who they are', async () => {
  const team = await openTeam()
  await startKnowingNobody(team, 600)
  await team.slack.rig.fault({ method: 'users.info', how: 'hang', times: 1 })
  expect(await team.slack.as('noa').types('/incident list', { in: 'general' })).toMatchObject({ ok: true })
})
