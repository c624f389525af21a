import { beforeEach, describe, expect, it } from 'vitest'
import { declaredOnce } from '../../scripts/faults/promise/once.ts'
import { timelineInOrder } from '../../scripts/faults/promise/in-order.ts'
import { nothingUnknown } from '../../scripts/faults/promise/known.ts'
import { nothingForWhatIsOver } from '../../scripts/faults/promise/over.ts'
import { type Recorded, type Row, type Scene } from '../../scripts/faults/promise/scene.ts'
import { takenAwayTold } from '../../scripts/faults/promise/taken-away.ts'
import { failuresTold } from '../../scripts/faults/promise/told.ts'
import { openWitness } from '../../scripts/faults/witness.ts'
import { openIncident } from '../slack/handlers/open-incident.ts'
import { openTeam } from '../stanch.ts'
import { look, naming } from './scenes.ts'

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

it('finds nothing where nothing is wrong', () => {
  for (const invariant of [
    declaredOnce,
    nothingUnknown,
    failuresTold,
    takenAwayTold,
    timelineInOrder,
    nothingForWhatIsOver,
  ]) {
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

/** Somebody archives the channel before the end of INC-1. `told`: and its lead is to be told so. */
const archived = (told: boolean): Scene => {
  const { incident, events } = record()
  const last = events.at(-1)
  const row = sound.rows.find(({ effect }) => effect.type === 'post')
  if (last === undefined || row === undefined) throw new Error('There is no event, or no post')
  const loss = { ...last, type: 'channel-archived' } as const
  const telling = { ...row, id: -1, effect: { type: 'tell', user: incident.declaredBy, news: channelLost } } as const
  return {
    ...sound,
    channels: sound.channels.map((at) => (at.id === incident.channel ? { ...at, is_archived: true } : at)),
    records: [{ incident: { ...incident, channelArchived: true }, events: [...events.slice(0, -1), loss, last] }],
    rows: told ? [...sound.rows, telling] : sound.rows,
  }
}
const channelLost = { say: 'channel-lost', how: 'archived' } as const

describe('of a channel that is taken away, I3 names', () => {
  it('one of which the record does not say so, and one that the record has lost and nobody has taken away', () => {
    const { channels } = archived(true)
    expect(takenAwayTold({ ...sound, channels })).toEqual(naming('to be in reach, and it is archived'))
    const left = sound.channels.map((channel) => ({ ...channel, members: [] }))
    expect(takenAwayTold({ ...sound, channels: left })).toEqual(naming('to be in reach, and Stanch is not in it'))
    expect(takenAwayTold(withIncident({ channelArchived: true }))).toEqual(naming('out of reach, and it is not'))
  })
  it('a lead who is not told, or does not read it', () => {
    expect(takenAwayTold(archived(false))).toEqual(naming('lost its channel 1 times, and its lead is told so 0 times'))
    expect(takenAwayTold(archived(true))).toEqual(naming('nobody reads so'))
    const scene = archived(true)
    const said = [...scene.said, { ...saidFor('post'), row: scene.rows.at(-1) }]
    expect(takenAwayTold({ ...scene, said })).toEqual([])
  })
  it('what was given up for it where the record has its channel', () => {
    const scene = { ...givenUp('is_archived'), witness: { ...sound.witness, refusals: new Set(['is_archived']) } }
    expect(failuresTold(scene)).toEqual(naming('and the record has its channel'))
    expect(failuresTold({ ...scene, records: archived(true).records })).toEqual([])
  })
  it('and I1 a second card there, but no old one', () => {
    const scene = archived(true)
    const said = scene.said.map((words) => (words.row?.effect.type === 'show-card' ? { ...words, text: 'Old' } : words))
    expect(declaredOnce({ ...scene, said })).toEqual([])
    expect(declaredOnce({ ...scene, said: [...said, saidFor('show-card')] })).toEqual(naming('has 2 of its card'))
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
