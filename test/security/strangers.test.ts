import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { freePort } from '../../sandbox/free-port.ts'
import { handlers } from '../../src/slack/handlers/all.ts'
import { textIn } from '../../src/text/text.ts'
import { openEdge, type Edge } from './edge.ts'
import {
  answersOfForms,
  keysOf,
  metadataAround,
  metadataOfForms,
  playScene,
  recordOf,
  typedFor,
  valueFor,
  wordsForForged,
} from './given-away.ts'

/*
 * Whoever belongs to another organisation, whoever is a guest, and other apps: over every slash word, button, form and
 * shortcut that there is, so that a new one joins by itself. Each is used as its view would have it, so that nothing
 * but who asks stands in the way; where a new one is not refused here, `given-away.ts` does not know what it carries.
 */

type Person = { readonly id: string; readonly team: string }
type Refusal = 'refusal.outsider-may-only-read' | 'refusal.bot-may-not' | 'refusal.guest-may-only-report'
const strangers: readonly (readonly [who: string, person: Person, GUESTS: string, refusal: Refusal])[] = [
  ['of another organisation', { id: 'U0PIET', team: 'T0NORTHWIND' }, 'members', 'refusal.outsider-may-only-read'],
  [
    'of another organisation, whom Slack never listed',
    { id: 'U0NEVERSEEN', team: 'T0ELSEWHERE' },
    'members',
    'refusal.outsider-may-only-read',
  ],
  [
    'of ours by id, whose request says another workspace',
    { id: 'U0NOA', team: 'T0ELSEWHERE' },
    'members',
    'refusal.outsider-may-only-read',
  ],
  ['that is a bot', { id: 'USLACKBOT', team: 'T0STANCH' }, 'members', 'refusal.bot-may-not'],
  [
    'who is a guest, where guests may only report',
    { id: 'U0MAYA', team: 'T0STANCH' },
    'report',
    'refusal.guest-may-only-report',
  ],
]

/** What shows something and changes nothing is for everybody who can read here; guests may begin an incident besides. */
const forReading = [
  '/incident help',
  '/incident timeline',
  '/incident postmortem',
  'timeline-earlier',
  'timeline-later',
]
const forGuests = [
  '/incident declare',
  '/incident report',
  '/incident list',
  'report-instead',
  'form declare',
  'form report',
  'shortcut declare',
  'shortcut declare-from-message',
  'shortcut report',
  'shortcut report-from-message',
]
const allowedTo = (refusal: Refusal): readonly string[] =>
  refusal === 'refusal.guest-may-only-report' ? [...forReading, ...forGuests] : forReading

const words = handlers.flatMap(({ slash }) => (slash === undefined ? [] : [slash.word]))

/** With e-mail and a way to customers, or their words would be refused for want of these. */
const everythingOn = async (): Promise<Readonly<Record<string, string>>> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'stanch-strangers-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  return {
    STATUS_PORT: String(await freePort()),
    PUBLIC_URL: 'https://status.acme.test/',
    // Nobody is written to, so nobody needs to listen there.
    SMTP_URL: 'smtp://127.0.0.1:9',
    EMAIL_FROM: 'status@acme.test',
    INTERNAL_EMAIL_DOMAINS: 'acme.test',
    DATA_DIR: dataDir,
  }
}

describe.each(strangers)('somebody %s', (_, { id: user, team }, GUESTS, refusal) => {
  it('is told no in words by everything, and nothing of theirs is recorded', { timeout: 120_000 }, async () => {
    const edge = await openEdge({ GUESTS, ...(await everythingOn()) })
    const scene = await playScene(edge)
    const { id, channel } = scene
    const before = await recordOf(edge)
    const who = { user: { id: user, team_id: team }, team: { id: 'T0STANCH', domain: 'acme' } }
    const there = { channel: { id: channel }, container: { message_ts: '1700000000.000100', channel_id: channel } }
    const asked: { readonly what: string; readonly nth: number }[] = []
    const begun: Promise<void>[] = []
    const send = async (what: string, ...request: Parameters<Edge['send']>): Promise<void> => {
      if (allowedTo(refusal).includes(what)) return
      const sent = edge.send(...request).then((nth) => void asked.push({ what, nth }))
      // A handful at once, as from several people.
      if (begun.push(sent) % 16 === 0) await Promise.all(begun)
    }
    for (const word of words) {
      const typed = { user_id: user, team_id: team, channel_id: channel, command: '/incident' }
      await send(`/incident ${word}`, 'command', { ...typed, text: typedFor(word) })
    }
    for (const action_id of keysOf('presses')) {
      const value = valueFor(action_id, scene)
      const action = { action_id, block_id: `incident/${id}/x`, value, selected_option: { value } }
      const view = { id: 'V1', callback_id: 'x', private_metadata: metadataAround(action_id, scene) }
      await send(action_id, 'interactive', { type: 'block_actions', ...who, ...there, view, actions: [action] })
    }
    for (const callback_id of keysOf('submits')) {
      for (const private_metadata of metadataOfForms(scene)) {
        const view = { id: 'V1', callback_id, private_metadata, blocks: [], state: { values: answersOfForms(scene) } }
        await send(`form ${callback_id}`, 'interactive', { type: 'view_submission', ...who, view })
      }
    }
    for (const callback_id of keysOf('shortcuts')) {
      const message = { ts: '1700000000.000100', text: 'something' }
      const at = { type: 'message_action', channel: { id: channel }, message }
      await send(`shortcut ${callback_id}`, 'interactive', { ...at, ...who, callback_id })
    }
    await Promise.all(begun)

    const no = textIn('en')(refusal)
    const said = (nth: number): string => [edge.answer(nth).ack, ...edge.answer(nth).words].join('\n')
    const isTold = (nth: number, ...all: readonly string[]): boolean => all.some((one) => said(nth).includes(one))
    const silent = () => asked.filter(({ nth }) => !/[^\d\s]/.test(said(nth)))
    const allTold = async (): Promise<boolean> => {
      await edge.settle()
      return silent().length === 0
    }
    await edge.slack.until(allTold, { what: `words for ${silent().map(({ what }) => what)}`, timeoutMs: 30_000 })
    const refused = new Set(asked.filter(({ nth }) => isTold(nth, no, lettersAreForMembers)).map(({ what }) => what))
    expect(asked.filter(({ what }) => !refused.has(what)).map(({ what, nth }) => `${what}: ${said(nth)}`)).toEqual([])
    // A form that was given what another one carries says that it does not know it; nothing else is said to anybody.
    const others = asked.filter(({ nth }) => !isTold(nth, no, lettersAreForMembers, ...wordsForForged))
    expect(others.map(({ what, nth }) => `${what}: ${said(nth)}`)).toEqual([])
    expect(asked.filter(({ nth }) => !edge.answer(nth).ack.startsWith('200'))).toEqual([])
    expect(edge.faults()).toEqual([])
    expect(await recordOf(edge)).toEqual(before)
  })
})

const lettersAreForMembers = textIn('en')('answer.subscribe-members')
