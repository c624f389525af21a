import { expect, it } from 'vitest'
import { openTeam } from '../stanch.ts'

it('learns who everybody is although Slack asks to wait: a start does not fail for that', async () => {
  const team = await openTeam()
  const wait = { status: 429, headers: { 'retry-after': '1' } }
  await team.slack.rig.fault({ method: 'users.list', times: 1, how: wait })
  const added = await team.slack.addUser('rosa', { real_name: 'Rosa Maria' })
  await team.restart()
  expect((await team.slack.calls({ method: 'users.list' })).map(({ outcome }) => outcome)).toEqual([
    'ok',
    'http 429',
    'ok',
  ])
  expect(await team.stanch().database.people.named('Rosa Maria')).toMatchObject({ id: added })
})
