import postgres from 'postgres'
import { beforeEach, describe, expect, it } from 'vitest'
import { mergedOnce } from '../../scripts/faults/promise/merged.ts'
import { declaredOnce } from '../../scripts/faults/promise/once.ts'
import { timelineInOrder } from '../../scripts/faults/promise/in-order.ts'
import { nothingUnknown } from '../../scripts/faults/promise/known.ts'
import { nothingForWhatIsOver } from '../../scripts/faults/promise/over.ts'
import { publishedOnce } from '../../scripts/faults/promise/published.ts'
import { lookAt, type Recorded, type Row, type Scene } from '../../scripts/faults/promise/scene.ts'
import { failuresTold } from '../../scripts/faults/promise/told.ts'
import { openWitness, type Witness } from '../../scripts/faults/witness.ts'
import { userId } from '../../src/domain/ids.ts'
import { openIncident } from '../slack/handlers/open-incident.ts'
import { openTeam, type Team } from '../stanch.ts'
import { openReceiver } from '../webhook/receiver.ts'

/*
 * Those who look whether the promise holds are themselves looked at: a sound incident is spoilt in one way after
 * another, and each must be named.
 */

/** INC-1 with two notes and an end, as it really is: the first test plays it, and all of them look at it. */
let sound: Scene
const played: { scene?: Scene } = {}

beforeEach(async () => {
  played.scene ??= await play()
  sound = played.scene
})

const play = async (): Promise<Scene> => {
  const team = await openTeam()
  const channel = await openIncident(team)
  const noa = team.slack.as('noa')
  await noa.types('/incident note emptied the cache', { in: channel })
  await noa.types('/incident note rolled back', { in: channel })
  await noa.types('/incident cancel A test of the pager', { in: channel })
  const witness = openWitness()
  witness.declared.push({ title: 'Checkout is down', number: 1 })
  for (const text of ['emptied the cache', 'rolled back']) {
    witness.written.push({ title: 'Checkout is down', text, acknowledged: true, gone: false })
  }
  return look(team, witness)
}

const look = async (team: Team, witness: Witness): Promise<Scene> => {
  await team.settle()
  const sql = postgres(team.databaseUrl, { max: 1, onnotice: () => undefined })
  const scene = await lookAt({ slack: team.slack, sql, witness })
  await sql.end()
  return scene
}

/** INC-2 is merged into INC-1, whose public update stands in a channel and came by webhook. */
const playJoined = async (): Promise<Scene> => {
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

const record = (): Recorded => {
  const [first] = sound.records
  if (first === undefined) throw new Error('There is no incident')
  return first
}
const withRecord = (change: Partial<Recorded>): Scene => ({ ...sound, records: [{ ...record(), ...change }] })
const withIncident = (change: Partial<Recorded['incident']>): Scene =>
  withRecord({ incident: { ...record().incident, ...change } })
const saidFor = (type: Row['effect']['type']) => {
  const found = sound.said.find(({ row }) => row?.effect.type === type)
  if (found === undefined) throw new Error(`Nothing was said for ${type}`)
  return found
}
const one = expect.arrayContaining([expect.any(String)])
const naming = (...words: string[]) => words.map((word) => expect.stringContaining(word))

it('finds nothing where nothing is wrong', () => {
  for (const invariant of [declaredOnce, nothingUnknown, failuresTold, timelineInOrder, nothingForWhatIsOver]) {
    expect(invariant(sound)).toEqual([])
  }
})

describe('I1 names', () => {
  it('an acknowledged incident that is not recorded', () => {
    expect(declaredOnce({ ...sound, records: [] })).toEqual(naming('INC-1, which is not recorded'))
  })
  it('an incident that was declared once and recorded twice', () => {
    expect(declaredOnce({ ...sound, records: [record(), record()] })).toEqual(naming('declared 1 times'))
  })
  it('a declarer who is not in the channel', () => {
    const channels = sound.channels.map((channel) => ({ ...channel, members: [] }))
    expect(declaredOnce({ ...sound, channels })).toEqual(naming('not in its channel'))
  })
  it('a channel that is missing', () => {
    const { channel: _channel, ...incident } = record().incident
    expect(declaredOnce(withRecord({ incident }))).toEqual(one)
  })
  it('a second card, a missing pin, an outdated announcement', () => {
    expect(declaredOnce({ ...sound, said: [...sound.said, saidFor('show-card')] })).toEqual(naming('has 2 of its card'))
    const channels = sound.channels.map((channel) => ({ ...channel, pins: [] }))
    expect(declaredOnce({ ...sound, channels })).toEqual(naming('0 pins'))
    expect(declaredOnce(withIncident({ title: 'Search is down' })).join()).toContain('outdated announcement')
  })
  it('a declarer whom nobody told where the channel is', () => {
    expect(declaredOnce({ ...sound, whispers: [] })).toEqual(naming('told nobody where its channel is'))
  })
})

describe('I2 names', () => {
  it('a channel that no incident has', () => {
    expect(nothingUnknown({ ...sound, records: [] })).toEqual(naming('belongs to no incident'))
  })
  it('one that was archived and still has the name of an incident, but not one that was renamed', () => {
    const opened = sound.channels.find(({ id }) => id === record().incident.channel) ?? expect.fail('no channel')
    const late = { ...opened, id: 'C0LATE', is_archived: true, messages: [], pins: [] }
    const withLate = (name: string): Scene => ({ ...sound, channels: [...sound.channels, { ...late, name }] })
    expect(nothingUnknown(withLate(opened.name))).toEqual(naming("archived under an incident's name"))
    expect(nothingUnknown(withLate(`${opened.name}-unused-late`))).toEqual([])
  })
  it('a message that no row knows, and a post that was said twice or never', () => {
    const stranger = { ...saidFor('post'), row: undefined }
    expect(nothingUnknown({ ...sound, said: [...sound.said, stranger] })).toEqual(naming('the mark of no row'))
    const cancelled = sound.said.find(({ row }) => row?.effect.type === 'post' && row.effect.post.say === 'cancelled')
    expect(nothingUnknown({ ...sound, said: [...sound.said, ...(cancelled ? [cancelled] : [])] })).toEqual(
      naming('said 2 times'),
    )
    expect(nothingUnknown({ ...sound, said: sound.said.filter((said) => said !== cancelled) })).toEqual(
      naming('said 0 times'),
    )
  })
  it('a file that nobody exported', () => {
    expect(
      nothingUnknown({ ...sound, said: [...sound.said, { ...saidFor('show-card'), row: undefined, isFile: true }] }),
    ).toEqual(naming('1 files for 0 exports'))
  })
})

const givenUp = (error: string): Scene => ({
  ...sound,
  rows: sound.rows.map((row) =>
    row.effect.type === 'set-topic' ? { ...row, isDone: false, gaveUp: true, error } : row,
  ),
})

describe('I3 names', () => {
  it('what was given up although it heals', () => {
    expect(failuresTold(givenUp('http_500'))).toEqual(
      expect.arrayContaining(naming('given up for http_500, which heals')),
    )
  })
  it('a refusal that neither the record nor anybody knows of', () => {
    const refused = {
      ...givenUp('restricted_action'),
      witness: { ...sound.witness, refusals: new Set(['restricted_action']) },
    }
    expect(failuresTold(refused)).toEqual(naming('the record does not say so'))
    const [event] = record().events
    if (event === undefined) throw new Error('There is no event')
    const told = { ...event, type: 'slack-refused', effect: 'set-topic', error: 'restricted_action' } as const
    expect(failuresTold({ ...refused, records: [{ ...record(), events: [...record().events, told] }] })).toEqual(
      naming('nobody was told'),
    )
  })
  it('trouble that the card does not show', () => {
    const troubles = [{ effect: 'set-topic', error: 'restricted_action', at: 0 }] as const
    expect(failuresTold(withIncident({ troubles }))).toEqual(naming('the card does not say so'))
  })
})

describe('I4 names', () => {
  it('a fact that stands there twice, and one that is missing', () => {
    const note = record().events.findLast(({ type }) => type === 'note-added')
    const events = record().events.flatMap((event) => (event === note ? [event, event] : [event]))
    expect(timelineInOrder(withRecord({ events }))).toEqual(
      naming('counts its events wrongly', 'holds 2 times', 'holds "rolled back" 2 times'),
    )
    const fewer = record().events.filter((event) => event !== note)
    expect(timelineInOrder(withRecord({ events: fewer })).join()).toContain('lost "rolled back"')
  })
  it('what stands before what happened earlier', () => {
    const note = record().events.findLast(({ type }) => type === 'note-added')
    const events = record().events.map((event) => (event === note ? { ...event, at: 0 } : event))
    expect(timelineInOrder(withRecord({ events }))).toEqual(naming('before what happened earlier'))
  })
  it('what was deleted and still stands there', () => {
    const written = sound.witness.written.map((text) => ({ ...text, gone: true }))
    expect(timelineInOrder({ ...sound, witness: { ...sound.witness, written } })).toEqual(
      naming('was deleted', 'was deleted'),
    )
  })
})

describe('I5 names', () => {
  it('somebody who is asked to lead what is over', () => {
    const late = { ...saidFor('post'), ts: String(Date.now() / 1000 + 60) }
    const asking = sound.rows.find(({ effect }) => effect.type === 'post' && effect.post.say === 'lead-wanted')
    expect(nothingForWhatIsOver({ ...sound, said: [{ ...late, row: asking }] })).toEqual(
      naming('still read: lead-wanted'),
    )
  })
})

describe('of a merge and of what customers are told, I1 names', () => {
  let joined: Scene
  const at: { scene?: Scene } = {}
  beforeEach(async () => {
    at.scene ??= await playJoined()
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
})
