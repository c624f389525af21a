import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import type { Effect } from '../../src/domain/effects.ts'
import type { Command } from '../../src/domain/commands.ts'
import { evolve } from '../../src/domain/evolve.ts'
import { incidentId } from '../../src/domain/ids.ts'
import {
  isOpen,
  isReachable,
  dueKinds,
  openStatuses,
  reminderKinds,
  roles,
  severities,
  type Incident,
} from '../../src/domain/incident.ts'
import { draft } from '../../src/domain/postmortem.ts'
import { earlierOf } from '../../src/domain/recurrence.ts'
import { isInChannel } from '../../src/domain/troubles.ts'
import { runningWatch } from '../../src/domain/watch.ts'
import english from '../../src/text/en.json' with { type: 'json' }
import { typed } from '../typed.ts'
import { aboutCustomers, arrived } from './customers-cast.ts'
import { ann, by, day, haruki, layla, maya, minute, noa, omar, pager, remind, slack, ts } from './cast.ts'
import { carryOut, nothingYet, type World } from './specification.ts'

/* Whatever people, Slack and the clock do, in any order, at any time, with any text. */

const who = fc.constantFrom(noa, noa, ann, ann, layla, haruki, maya, omar, pager)
const start = Date.UTC(2026, 2, 2, 13, 20)
const when = fc
  .integer({ min: 0, max: 14 * 24 * 60 })
  .map((minutes) => new Date(start + minutes * minute).toISOString().slice(0, 16).replace('T', ' '))
const text = fc.oneof(
  typed,
  fc.constantFrom(
    "I'm IC",
    "I'll take comms",
    `<@${ann.user}> is scribe`,
    "I'm stepping down as IC",
    '[14:05] rolled back',
  ),
)
const role = fc.constantFrom(...roles)
const message = fc.constantFrom(ts('13:30'), ts('13:31'), ts('13:32'))
const entry = fc.oneof(message, fc.constantFrom('event-1', 'event-2', `${ts('13:30')}/0`))
const followUp = fc.constantFrom('f1', 'f2')
const kind = fc.constantFrom(...reminderKinds)
const dueKind = fc.constantFrom(...dueKinds)
const error = fc.constantFrom('is_archived', 'restricted_action', 'not_in_channel')
const anyEffect = fc.constantFrom(
  { type: 'open-channel', name: 'inc-0042' } as const,
  { type: 'invite', user: ann.user } as const,
  { type: 'show-card' } as const,
  { type: 'show-announcement' } as const,
  { type: 'set-topic' } as const,
  { type: 'show-postmortem', part: 'root' } as const,
  { type: 'upload-postmortem', for: ann.user } as const,
  { type: 'tell', user: ann.user, news: { say: 'joined' } } as const,
)

const wish = fc.tuple(who, when).chain(([somebody, time]): fc.Arbitrary<Command> => {
  const wishes = by(somebody, time)
  return fc.oneof(
    text.map((title) => wishes.declare({ title })),
    fc.constantFrom<Command>(wishes.join(), wishes.publish(), wishes.export(), wishes.retry()),
    fc.constantFrom(...severities).map(wishes.setSeverity),
    fc.constantFrom(...openStatuses).map(wishes.setStatus),
    fc.constantFrom('en', 'he', 'ar', 'ja').map(wishes.setLanguage),
    text.map(wishes.rename),
    text.map((words) => wishes.postUpdate(words)),
    text.map((words) => wishes.addNote(words)),
    fc.tuple(followUp, text).map(([id, words]) => wishes.addFollowUp(id, words, noa)),
    followUp.map(wishes.completeFollowUp),
    role.map(wishes.take),
    role.map(wishes.release),
    fc.tuple(role, who).map(([given, to]) => wishes.give(given, to)),
    fc.tuple(role, message).map(([heard, heardIn]) => wishes.undo(heard, heardIn)),
    text.map((fix) => wishes.resolve({ fix })),
    text.map(wishes.reopen),
    text.map(wishes.cancel),
    fc.constantFrom('0041', '0042', '0043').map((other) => wishes.mergeInto(other)),
    fc.constantFrom(...severities).map(wishes.accept),
    text.map((why) => wishes.decline(why)),
    fc.constant(wishes.unmerge()),
    fc.constantFrom('0041', '0042').map((other) => wishes.linkRecurrence(other)),
    fc.constant(wishes.unlinkRecurrence()),
    fc.constantFrom('0040', '0041').map((other) => wishes.absorb(other, 40, [ann])),
    fc.constantFrom('0040', '0041').map((other) => wishes.letGo(other, 40)),
    fc.tuple(text, message).map(([words, at]) => wishes.say(words, { ts: at })),
    fc.tuple(message, text).map(([at, words]) => wishes.edit(at, words)),
    fc.tuple(message, text).map(([at, words]) => wishes.mark(at, words)),
    message.map(wishes.pin),
    message.map(wishes.unpin),
    fc.tuple(entry, text).map(([id, words]) => wishes.editEntry(id, words)),
    entry.map((id) => wishes.backdate(id, start)),
    entry.map(wishes.keep),
    entry.map(wishes.remove),
    fc.tuple(fc.constantFrom('summary', 'lessons'), text).map(([section, words]) => wishes.editProse(section, words)),
    text.map((words) => wishes.stateImpact([{ part: 'who', to: words }])),
    fc.constantFrom<Command>(
      wishes.stateImpact([{ part: 'services', to: [{ name: 'checkout', owner: ann.user }] }]),
      wishes.stateImpact([], ['who', 'services']),
      wishes.awaitVendor({}, start + day),
      wishes.awaitVendor({ name: 'Other' }),
      wishes.recordEstimate(start + 2 * day),
      wishes.endVendorWait(),
      wishes.undoChange('c1'),
      wishes.startWatch(),
      wishes.tickWatch('load'),
      wishes.endWatch(),
      wishes.breakWatch(),
    ),
    text.map((words) => wishes.recordChange('c1', words)),
    fc.tuple(kind, fc.integer({ min: minute, max: day })).map(([about, forMs]) => wishes.snooze(about, forMs)),
    kind.map(wishes.stopReminding),
    fc
      .tuple(text, fc.constantFrom('p1', 'p2'))
      .map(([words, id]) => aboutCustomers(somebody, time).draft(words, { id })),
    fc
      .tuple(text, fc.integer({ min: 1, max: 3 }))
      .map(([words, version]) => aboutCustomers(somebody, time).edit(words, { version })),
    fc
      .integer({ min: 1, max: 3 })
      .map((version) => aboutCustomers(somebody, time).approve({ version, kept: ['person'] })),
    text.map((why) => aboutCustomers(somebody, time).sendBack(why)),
    fc.constant(aboutCustomers(somebody, time).withdraw()),
  )
})

const answer = when.chain((time): fc.Arbitrary<Command> => {
  const said = slack(time)
  return fc.oneof(
    fc.constantFrom<Command>(said.openChannel(), said.postCard(), said.pinCard(), said.announce()),
    fc.constantFrom('inc-0042', 'inc-0042-checkout-is-down').map(said.nameTaken),
    fc.constantFrom('root', 'summary', 'timeline-1').chain((part) => fc.nat(4).map((pages) => said.draw(part, pages))),
    fc.tuple(anyEffect, error).map(([effect, code]) => said.refuse(effect, code)),
    fc.boolean().map(said.archive),
    fc.boolean().map(said.presence),
    fc.constant(said.deleteChannel()),
    message.map((at) => said.askForLead(at)),
    fc.constantFrom('renamed').map(said.renameChannel),
    message.map(said.hearDeletion),
    text.map(said.hearApp),
    fc.constantFrom('status-page', 'webhook/crm').map((to) => arrived(time, to)),
    fc.constantFrom('status-page', 'webhook/crm').map((to) => arrived(time, to, 'http_500')),
  )
})

const due = fc.tuple(dueKind, when, who).map(([about, time, to]) => remind(about, time, to))
/** Declared or reported, often with its channel there; then anything. */
const story = fc
  .tuple(
    fc.constantFrom(
      [by(noa, '13:20').declare()],
      [by(noa, '13:20').report()],
      [by(noa, '13:20').declare({ services: [{ name: 'checkout', owner: ann.user }] })],
      [by(noa, '13:20').declare(), slack().openChannel(), slack().postCard(), slack().announce()],
    ),
    fc.array(fc.oneof({ weight: 4, arbitrary: wish }, answer, due), { maxLength: 30 }),
  )
  .map(([begun, others]): Command[] => [...begun, ...others])

/** Open: what may be merged into it. */
const theOther = carryOut(nothingYet, { ...by(ann, '13:00').declare(), incident: incidentId('0041') }).world
/** The same one resolved: what may be called its trouble once more. */
const over = carryOut(theOther, { ...by(ann, '13:10').resolve(), on: { incident: incidentId('0041') } }).world.incident
const theEarlier = over && earlierOf(over)

const whatever = (check: (before: World, after: ReturnType<typeof carryOut>, command: Command) => void) =>
  fc.assert(
    fc.property(story, fc.constantFrom(theOther.incident, over), (commands, other) => {
      let world: World = { ...nothingYet, other, earlier: theEarlier }
      for (const command of commands) {
        const after = carryOut(world, command)
        check(world, after, command)
        world = after.world
      }
    }),
    { numRuns: 150 },
  )

/** The state as the ledger stores it: a field that is undefined is not there. */
const stored = (state: object | undefined): unknown => JSON.parse(JSON.stringify(state ?? null))

/** What of an incident its card shows. */
const shown = ({ title, severity, status, language, roles: held, followUps, nextUpdateDue, ...more }: Incident) => {
  const { lastUpdate, resolved, cancelled, troubles, postmortem, recurrence } = more
  const { published } = postmortem
  const facts = { title, severity, status, language, held, followUps, nextUpdateDue }
  return stored({ ...facts, lastUpdate, resolved, cancelled, troubles, published, recurrence })
}

describe('whatever is done, in any order', () => {
  it('nothing throws, and every refusal is a sentence in the catalogue', () => {
    whatever((_before, { verdict }) => {
      if (!verdict.ok) expect(english).toHaveProperty([`refusal.${verdict.refusal.code}`])
    })
  })

  it('the events alone tell how the incident stands', () => {
    whatever((_before, { world }) => {
      const again = world.events.reduce<Incident | undefined>(
        (state, { incident, at, by: actor, command, ...event }) =>
          evolve(state, event, { incident, at, by: actor, command }),
        undefined,
      )
      expect(stored(again)).toEqual(stored(world.incident))
    })
  })

  it('its number, declarer and beginning never change', () => {
    whatever((_before, { world }) => {
      if (world.incident === undefined) return
      expect(world.incident).toMatchObject({ number: 42, declaredBy: noa.user, declaredAt: start })
    })
  })

  it('after the end nothing waits but the postmortem and the word of a watch; while it is open, no postmortem does', () => {
    whatever((_before, { world: { incident } }) => {
      if (incident === undefined) return
      const waiting = Object.keys(incident.reminders)
      if (isOpen(incident)) {
        expect(waiting).not.toContain('postmortem-unpublished')
        return
      }
      expect(incident.nextUpdateDue).toBeUndefined()
      // What customers were promised stands until they hear more.
      const ofWatch = runningWatch(incident) === undefined ? [] : ['watch-day']
      const { status } = incident
      const ofStatus = { triage: 'triage-waiting', resolved: 'postmortem-unpublished', merged: 'merge-settles' }
      const mayWait = ['customers-due', ...ofWatch, new Map(Object.entries(ofStatus)).get(status) ?? '']
      expect(waiting.filter((reminder) => !mayWait.includes(reminder))).toEqual([])
    })
  })

  it('nobody is asked to lead an incident that has a lead', () => {
    whatever((_before, { world: { incident } }) => {
      if (incident?.roles.lead !== undefined) expect(incident.reminders).not.toHaveProperty('no-lead')
    })
  })

  it('only members hold roles, and only people who may act have changed anything', () => {
    const members = [noa, ann, layla, haruki].map(({ user }) => user)
    whatever((_before, { world: { incident } }) => {
      for (const one of roles) {
        const holder = incident?.roles[one]?.holder
        if (holder !== undefined) expect(members).toContain(holder)
      }
    })
  })

  it('where nothing is recorded nothing is asked, and Slack’s answers and the clock are never refused', () => {
    whatever((before, { verdict }, command) => {
      if (verdict.ok && verdict.events.length === 0) expect(verdict.effects).toEqual([])
      if (before.incident !== undefined && command.by.kind !== 'person') expect(verdict.ok).toBe(true)
    })
  })

  it('the same command at once again changes nothing, or says why not, unless each is a thing of its own', () => {
    const ownThings = ['join', 'post-update', 'add-note', 'add-follow-up', 'snooze-reminder', 'export-postmortem']
    // These come with Slack's own times and may overtake each other; repeated ones are known by their event id.
    const overtaking = ['hear-edit', 'pin-message', 'unpin-message', 'record-failure']
    const except = [...ownThings, ...overtaking]
    whatever((_before, { verdict, world }, command) => {
      if (!verdict.ok || except.includes(command.type)) return
      const again = carryOut(world, command).verdict
      if (again.ok) expect(again.events).toEqual([])
    })
  })

  it('what changes the card draws it again', () => {
    whatever((before, { verdict, world }) => {
      if (!verdict.ok || before.incident?.channel === undefined || world.incident === undefined) return
      const news = JSON.stringify(shown(before.incident)) !== JSON.stringify(shown(world.incident))
      const cardRefused = verdict.events.some(
        ({ event }) => event.type === 'slack-refused' && ['show-card', 'tell', 'answer'].includes(event.effect),
      )
      if (!isReachable(world.incident)) return
      if (news && !cardRefused) expect(verdict.effects.map(({ type }) => type)).toContain('show-card')
    })
  })

  it('nothing is sent into a channel that is out of reach, but for what one person asked for', () => {
    whatever(({ incident: before }, { verdict, world }) => {
      if (world.incident?.channel === undefined || isReachable(world.incident)) return
      // Whoever comes in at this moment is asked in, and so is told that the channel is away.
      const wereIn = before?.channel === undefined ? [] : before.members
      const isPersonal = (effect: Effect): boolean =>
        effect.type === 'upload-postmortem' || (effect.type === 'invite' && !wereIn.includes(effect.user))
      expect(verdict.effects.filter((effect) => isInChannel(effect.type) && !isPersonal(effect))).toEqual([])
    })
  })

  it('a postmortem can be drafted', () => {
    whatever((_before, { world: { incident, events } }) => {
      if (incident !== undefined) expect(draft(incident, events).incident.number).toBe(42)
    })
  })
})
