import { expect, it } from 'vitest'
import { timeOn } from '../../app/loops.ts'
import { openTeam } from '../../stanch.ts'
import { openIncident } from '../handlers/open-incident.ts'

it('uploads the export once, though the answer to the upload was lost', async () => {
  const { team, noa, channel } = await openResolved()
  const { slack, settle } = team
  await slack.rig.fault({ method: 'files.completeUploadExternal', when: 'after', times: 1, how: { status: 500 } })
  await noa.presses('Export', { in: channel })
  const time = timeOn(team.databaseUrl)
  await slack.until(async () => (await slack.files()).length > 0, { what: 'the file', timeoutMs: 20_000 })
  await slack.until(
    async () => (await time.waiting()).some(({ effect, uncertain }) => effect.startsWith('upload') && uncertain),
    {
      what: 'the lost answer to be noticed',
      timeoutMs: 20_000,
    },
  )
  await time.passes()
  await settle()
  expect(await time.waiting()).toEqual([])
  expect(await slack.files()).toHaveLength(1)
})

it('deletes the second file of an upload whose first try is completed after all', async () => {
  const { team, noa, channel } = await openResolved()
  const { slack, settle } = team
  await slack.rig.fault({ method: 'files.completeUploadExternal', times: 1, how: { status: 500 } })
  await noa.presses('Export', { in: channel })
  const time = timeOn(team.databaseUrl)
  const isThere = async () => {
    await time.passes()
    await settle()
    return (await slack.files()).length === 1
  }
  await slack.until(isThere, { what: 'the file', timeoutMs: 20_000 })
  const [lost] = await slack.calls({ method: 'files.completeUploadExternal' })
  const response = await fetch(`${team.sandbox.apiUrl}files.completeUploadExternal`, {
    method: 'POST',
    headers: { authorization: 'Bearer xoxb-1-1-test', 'content-type': 'application/json' },
    body: JSON.stringify(lost?.args),
  })
  expect(await response.json()).toMatchObject({ ok: true })
  expect(await slack.files()).toHaveLength(2)
  await time.passes()
  await settle()
  expect(await slack.files()).toHaveLength(1)
  expect(await time.waiting()).toEqual([])
})

/** A team with one incident that is resolved, and Noa, who is about to export its postmortem. */
const openResolved = async () => {
  const team = await openTeam()
  const noa = team.slack.as('noa')
  const channel = await openIncident(team)
  await noa.types('/incident resolve', { in: channel })
  const form = await noa.form()
  await (await form.fill({ [form.labels()[0] ?? '']: 'Rolled the release back.' })).submit()
  await team.settle()
  return { team, noa, channel }
}
