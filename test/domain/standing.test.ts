import { describe, expect, it } from 'vitest'
import type { Command } from '../../src/domain/commands.ts'
import { mayAct, mustBePerson, personOf, refuseStanding } from '../../src/domain/standing.ts'
import { hour, by, maya, noa, omar, opened, pager, remind, resolved, slack, ts, type Who } from './cast.ts'
import { given, givenGuestsAreMembers } from './specification.ts'

/** Everything that a person can wish of an incident that is there. */
const wishes = (who: Who): readonly Command[] => {
  const wish = by(who)
  return [
    wish.join(),
    wish.setSeverity('sev2'),
    wish.setStatus('identified'),
    wish.rename('x'),
    wish.setLanguage('he'),
    wish.postUpdate('x'),
    wish.addNote('x'),
    wish.addFollowUp('f', 'x'),
    wish.completeFollowUp('f'),
    wish.take('lead'),
    wish.give('lead', noa),
    wish.release('lead'),
    wish.undo('lead', ts('13:30')),
    wish.resolve(),
    wish.reopen(),
    wish.cancel(),
    wish.accept(),
    wish.decline(),
    wish.mergeInto('0041'),
    wish.unmerge(),
    wish.linkRecurrence('0041'),
    wish.unlinkRecurrence(),
    wish.mark(ts('13:00'), 'x'),
    wish.editEntry('e', 'x'),
    wish.backdate('e', 0),
    wish.keep('e'),
    wish.remove('e'),
    wish.editProse('summary', 'x'),
    wish.publish(),
    wish.export(),
    wish.snooze('silence', hour),
    wish.stopReminding('silence'),
    wish.retry(),
  ]
}

describe('who may do what', () => {
  it.each([
    [maya, 'guest-may-only-report'],
    [omar, 'outsider-may-only-read'],
    [pager, 'bot-may-not'],
  ] as const)('$standing may wish nothing of an incident, open or over, and reads why', (who, code) => {
    for (const wish of wishes(who)) {
      given(...opened)
        .when(wish)
        .refuses(code)
      given(...resolved)
        .when(wish)
        .refuses(code)
    }
  })

  it('guests may where the workspace says so, and only they', () => {
    givenGuestsAreMembers(...opened)
      .when(by(maya).setSeverity('sev2'))
      .records({ type: 'severity-changed' })
    givenGuestsAreMembers(...opened)
      .when(by(omar).setSeverity('sev2'))
      .refuses('outsider-may-only-read')
    givenGuestsAreMembers(...opened)
      .when(by(pager).setSeverity('sev2'))
      .refuses('bot-may-not')
  })

  it('members may', () => {
    expect(mayAct('member', { guests: 'report' })).toBe(true)
    expect(refuseStanding('member', { guests: 'report' })).toBeUndefined()
    expect(refuseStanding('guest', { guests: 'members' })).toBeUndefined()
  })
})

describe('who sent it', () => {
  it('is the person, or nobody; where it must be a person, Slack and the clock are our own mistake', () => {
    expect(personOf(by(noa).join())).toBe(noa.user)
    expect(personOf(slack().pinCard())).toBeUndefined()
    expect(mustBePerson(by(noa).join())).toBe(noa.user)
    expect(() => mustBePerson(remind('silence', '13:30'))).toThrow('remind needs a person, not clock')
  })
})
