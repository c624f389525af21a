import { beforeEach, describe, expect, it } from 'vitest'
import { nothingUnknown } from '../../scripts/faults/promise/known.ts'
import { mergedOnce } from '../../scripts/faults/promise/merged.ts'
import { publishedOnce } from '../../scripts/faults/promise/published.ts'
import type { Recorded, Row, Scene } from '../../scripts/faults/promise/scene.ts'
import { openWitness, type Witness } from '../../scripts/faults/witness.ts'
import { userId } from '../../src/domain/ids.ts'
import { openIncident } from '../slack/handlers/open-incident.ts'
import { openTeam } from '../stanch.ts'
import { openReceiver } from '../webhook/receiver.ts'
import { look, naming } from './scenes.ts'

/** INC-2 is merged into INC-1, whose public update stands in a channel and came by webhook. */
const play = async (): Promise<Scene> => {
  const { url, heard } = await openReceiver()
  const team = await openTeam({ CUSTOMER_CHANNELS: 'support', WEBHOOKS: `crm ${url} a-secret-of-some-length` })
  const noa = team.slack.as('noa')
  await noa.creates('support')
  await team.slack.as('stanch').joins('support', 'noa')
  const here = { in: await openIncident(team) }
  await noa.types('/incident declare sev3 Baskets are empty', { in: 'general' })
  await team.settle()
  const other = (await team.slack.channels()).find(({ name }) => name.startsWith('inc-0002'))?.name ?? ''
  await noa.types('/incident merge INC-1', { in: other })
  await noa.types('/incident customers', here)
  const words = { 'Title (English)': 'Orders', 'What customers read (English)': 'Orders fail.' }
  const { next } = await (await (await noa.form()).fill(words)).submit()
  await next?.submit()
  await team.settle()
  const witness = openWitness()
  for (const { headers, body } of heard) {
    witness.received.push({ way: 'webhook', id: String(headers['stanch-delivery']), content: body })
  }
  return look(team, witness)
}

describe('of a merge, of what customers are told and of what comes due they name', () => {
  let joined: Scene
  const at: { scene?: Scene } = {}
  beforeEach(async () => {
    at.scene ??= await play()
    joined = at.scene
  })

  const changed = (number: number, change: (incident: Recorded['incident']) => Recorded['incident']): Scene => ({
    ...joined,
    records: joined.records.map((known) =>
      known.incident.number === number ? { ...known, incident: change(known.incident) } : known,
    ),
  })
  const without = (say: string): Scene => ({
    ...joined,
    said: joined.said.filter(({ row }) => row?.effect.type !== 'post' || row.effect.post.say !== say),
  })

  it('nothing where nothing is wrong', () => {
    expect([...mergedOnce(joined), ...publishedOnce(joined), ...nothingUnknown(joined)]).toEqual([])
  })
  it('a merge that one of the two does not know of', () => {
    const kept = changed(1, (incident) => ({ ...incident, triage: { ...incident.triage, absorbed: [] } }))
    expect(mergedOnce(kept)).toEqual(naming('INC-2 is merged into INC-1, which does not know of it'))
    const gone = changed(2, (incident) => ({ ...incident, status: 'investigating' }))
    expect(mergedOnce(gone)).toEqual(naming('INC-1 holds INC-2, which is not merged into it'))
  })
  it('a note of it that is missing, and a channel that is archived before its day', () => {
    expect(mergedOnce(without('absorbed'))).toEqual(naming('INC-1 was absorbed 1 times, and its channel reads it 0'))
    expect(mergedOnce(without('merged'))).toEqual(naming('INC-2 was merged 1 times, and its channel reads it 0'))
    const channels = joined.channels.map((channel) => ({ ...channel, is_archived: true }))
    expect(mergedOnce({ ...joined, channels })).toEqual(naming('INC-1 has a channel that is archived', 'INC-2 has'))
  })
  it('a public update that stands in a channel twice or never, or shows what is over', () => {
    const posted = joined.said.filter(({ row }) => row?.effect.type === 'publish')
    const others = joined.said.filter((said) => !posted.includes(said))
    expect(publishedOnce({ ...joined, said: [...joined.said, ...posted] }).join()).toContain(
      '2 times in channel/support',
    )
    expect(publishedOnce({ ...joined, said: others }).join()).toContain('0 times in channel/support')
    const old = posted.map((said) => ({ ...said, text: 'Nothing fails.' }))
    expect(publishedOnce({ ...joined, said: [...others, ...old] }).join()).toContain('an outdated message')
  })
  it('a webhook that never came, or came again in other words or under another id', () => {
    const heard = (...more: Witness['received']): Scene => ({
      ...joined,
      witness: { ...joined.witness, received: [...joined.witness.received, ...more] },
    })
    const [came = expect.fail('no webhook came')] = joined.witness.received
    expect(publishedOnce(heard(came))).toEqual([])
    expect(publishedOnce(heard({ ...came, content: '{}' }))).toEqual(naming('not in the same words'))
    expect(publishedOnce(heard({ ...came, id: 'another' }))).toEqual(naming('which is of no public update'))
    expect(publishedOnce({ ...joined, witness: openWitness() })).toEqual(naming('never came'))
  })
  it('an approver who is asked twice', () => {
    const [told = expect.fail('nobody was told anything')] = joined.said
    const update = joined.records[0]?.incident.customers?.updates[0]?.id ?? expect.fail('nothing was published')
    const news = { say: 'approval-wanted', update } as const
    const row = {
      ...(told.row ?? expect.fail('it was said for no row')),
      incident: joined.records[0]?.incident.id ?? null,
      effect: { type: 'tell', user: userId('U0ANN'), news } as const,
    }
    const asked = { ...told, row }
    expect(publishedOnce({ ...joined, said: [...joined.said, asked] })).toEqual([])
    expect(publishedOnce({ ...joined, said: [...joined.said, asked, asked] })).toEqual(naming('asked U0ANN 2 times'))
  })
  it('a second letter about one public update', () => {
    const letter = { way: 'letter', id: '<1@faults.test>', content: 'Orders fail.' } as const
    const received = [...joined.witness.received, letter]
    expect(publishedOnce({ ...joined, witness: { ...joined.witness, received } })).toEqual(
      naming('0 public updates went out by e-mail, and 1 letters came'),
    )
  })
  it('customers who are left with a word that is true no more', () => {
    const told = joined.records[0]?.incident.customers ?? expect.fail('nobody was told anything')
    const cancelled = changed(1, (incident) => ({ ...incident, status: 'cancelled' }))
    expect(publishedOnce(cancelled)).toEqual(naming('INC-1 is cancelled, and no closing word'))
    const [newest = expect.fail('nothing was published')] = told.updates
    const by = userId('U0ANN')
    const version = { version: 1, at: 0, by, texts: newest.texts, stage: 'closed', channels: [] } as const
    const customers = { ...told, draft: { id: newest.id, draftedBy: by, versions: [version] } }
    expect(publishedOnce(changed(1, (incident) => ({ ...incident, status: 'cancelled', customers })))).toEqual([])
  })
  it('a reminder that was done and never said', () => {
    const [row = expect.fail('nothing was asked of Slack')] = joined.rows
    // Of a reminder only its kind is looked at.
    const effect = { type: 'post', post: { say: 'reminder', kind: 'update-overdue' } } as unknown as Row['effect']
    const done = {
      ...row,
      id: 99,
      incident: joined.records[0]?.incident.id ?? null,
      isDone: true,
      gaveUp: false,
      effect,
    }
    expect(nothingUnknown({ ...joined, rows: [...joined.rows, done] })).toEqual(
      naming('row 99 (post: reminder) was said 0 times'),
    )
  })
})
