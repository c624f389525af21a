import { describe, expect, it, test } from 'vitest'
import type { Parked, Report } from '../../../src/domain/health.ts'
import { channelId, incidentId } from '../../../src/domain/ids.ts'
import { type HealthModel, healthView } from '../../../src/slack/views/health.ts'
import { expectTaken, mentioned, seen, voices } from './saying.ts'

const now = Date.UTC(2026, 2, 2, 13, 20)
const minute = 60_000
const inc = incidentId('5f0c1c1e-5f8e-4a52-9d0c-000000000042')
const names: HealthModel['names'] = new Map([[inc, { id: inc, number: 42, channel: channelId('C0042') }]])

const well: Report = {
  checks: [
    { check: 'database' },
    { check: 'connection' },
    { check: 'token' },
    { check: 'scopes' },
    { check: 'manifest' },
    { check: 'announcements', channel: 'incidents' },
    { check: 'clock' },
  ],
  waiting: { count: 0, oldestAt: now },
  effects: [],
  slackEvents: [],
  lost: [],
}

const effect = (id: number, what: string, error: string, more: Partial<Parked<number>> = {}): Parked<number> => ({
  id,
  incident: inc,
  what,
  error,
  gaveUpAt: now - 12 * minute,
  ...more,
})

const unwell: Report = {
  checks: [
    { check: 'database' },
    { check: 'connection', why: 'Slack has closed every socket' },
    { check: 'token' },
    { check: 'scopes', missing: ['pins:write', 'files:write'] },
    { check: 'manifest', changed: true },
    { check: 'announcements', channel: 'incidents', error: 'is_archived' },
    { check: 'clock', wrong: [{ whose: 'database', aheadMs: -95_000 }] },
  ],
  waiting: { count: 3, oldestAt: now - 5 * minute },
  effects: [
    effect(1, 'pin-card', 'missing_scope', { needed: 'pins:write' }),
    effect(2, 'tell', 'messages_tab_disabled', { incident: undefined }),
    effect(3, 'show-hologram', 'unreadable'),
    effect(4, 'show-card', 'fault'),
  ],
  slackEvents: [{ ...effect(5, 'message', 'ZodError: nope\n  at line 3'), id: 'Ev1', incident: undefined }],
  lost: [{ channel: channelId('C0051'), name: 'inc-0051-login-fails', number: 51 }],
}

const everythingWrong: Report = {
  ...unwell,
  checks: [
    { check: 'database', why: 'cannot be written to: the disk is full' },
    ...unwell.checks.slice(1),
    { check: 'token', error: 'token_revoked' },
  ],
  effects: Array.from({ length: 200 }, (_, nth) =>
    effect(nth, 'show-postmortem', '<!channel> *bold* `x` '.repeat(40), nth % 2 === 0 ? {} : { incident: undefined }),
  ),
  slackEvents: Array.from({ length: 200 }, (_, nth) => ({
    ...effect(nth, '<@U0NOA>'.repeat(40), 'fault'),
    id: `Ev${nth}`,
    incident: undefined,
  })),
  lost: Array.from({ length: 40 }, (_, nth) => ({ channel: channelId(`C00${nth}`), name: 'inc', number: nth })),
}

describe('/incident health', () => {
  test.each(voices.filter(([language]) => language !== 'ar'))('where all is well, and where it is not: %s', (_, t) => {
    expect(seen(healthView({ report: well, names }, now, t))).toMatchSnapshot()
    expect(seen(healthView({ report: unwell, names }, now, t))).toMatchSnapshot()
  })

  it.each(voices)('Slack takes it with hundreds given up, and nobody is notified: %s', (_, t) => {
    for (const report of [well, unwell, everythingWrong]) {
      const view = healthView({ report, names }, now, t)
      expectTaken(view)
      expect(mentioned(view)).toEqual(new Set())
    }
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('has a cure for an error called %s', (error) => {
    const [, t] = voices[0] ?? expect.fail('no language')
    const report = { ...well, effects: [effect(1, 'post', error), effect(2, error, error)] }
    expect(seen(healthView({ report, names }, now, t))).toContain(error)
  })

  it.each(voices)('names another way to judge reports while nothing can be announced: %s', (_, t) => {
    expect(seen(healthView({ report: unwell, names }, now, t))).toContain('/incident triage')
    expect(seen(healthView({ report: well, names }, now, t))).not.toContain('/incident triage')
  })

  it('says how many more there are, and offers to try all of them again', () => {
    const [, t] = voices[0] ?? expect.fail('no language')
    const shown = seen(healthView({ report: everythingWrong, names }, now, t))
    expect(shown).toContain('388 more are given up')
    expect(shown).toContain('Try all again')
  })
})
