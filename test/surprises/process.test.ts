import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { wordsIn, type Form, type Slack } from '../../sandbox/client.ts'
import { inWords } from '../../scripts/faults/cell.ts'
import { breachesIn } from '../../scripts/faults/promise.ts'
import { openStage, type Stage } from '../../scripts/faults/stage.ts'
import { isChannelOf, titleOf } from '../../scripts/faults/titles.ts'
import { declaredNumber } from '../../scripts/faults/witness.ts'
import { requiredScopes } from '../../src/slack/scopes.ts'
import { textIn } from '../../src/text/text.ts'
import { startOwnPostgres } from '../database-away/own-postgres.ts'
import { freshDatabase } from '../database.ts'
import { seen } from '../slack/handlers/open-incident.ts'

/*
 * What the tests beside this one play in their own process, once more with the real one: each story is a day on which
 * one kind of thing goes wrong. They wait for Slack and for backoffs, so they stand side by side.
 */

const minute = 60_000

// Outside of the tests, for they run side by side: these databases go when the run ends.
let stages: readonly Stage[] = []
beforeAll(async () => {
  const urls = await Promise.all([freshDatabase(), freshDatabase(), freshDatabase()])
  stages = await Promise.all(urls.map((url) => openStage(url)))
}, 3 * minute)
afterAll(() => Promise.all(stages.map((stage) => stage.close())))

const stageOf = (nth: number): Stage => {
  const stage = stages[nth]
  if (stage === undefined) throw new Error(`There is no stage ${nth}`)
  return stage
}

/** Noa declares the nth title; resolves once nothing waits any more, with the channel's name. */
const declare = async ({ slack, witness, quiet }: Stage, nth: number): Promise<string> => {
  const title = titleOf(nth)
  const { text } = await slack.as('noa').types(`/incident declare sev2 ${title}`, { in: 'general' })
  witness.declared.push({ title, number: declaredNumber(text) })
  await quiet(minute)
  return (await slack.channels()).find(({ name }) => isChannelOf(title, name))?.name ?? `no channel of ${title}`
}

const healthFor = async (slack: Slack, person: string): Promise<string> => {
  const { text = '', blocks } = await slack.as(person).types('/incident health', { in: 'general' })
  return seen(wordsIn({ text, blocks }))
}

const directTo = async (slack: Slack, person: string): Promise<string> =>
  seen((await slack.direct(person)).map(wordsIn).join('\n'))

const whisperedTo = async (slack: Slack, person: string): Promise<string> =>
  seen((await slack.ephemerals(person)).map(({ text }) => text).join('\n'))

const readyz = async (stage: Stage): Promise<number> =>
  (await fetch(`http://127.0.0.1:${stage.bot().port}/readyz`)).status

/** Waits for words that somebody is to read, wherever `look` reads. */
const reads = (slack: Slack, look: () => Promise<string>, words: RegExp): Promise<unknown> =>
  slack.until(async () => words.test(await look()), { what: `words like ${words.source}`, timeoutMs: minute })

const eventsIn = (log: string, event: string): readonly string[] =>
  log.split('\n').filter((line) => line.includes(`"event":"${event}"`))

describe.concurrent('the real process', { timeout: 4 * minute }, () => {
  it('tells of what Slack takes away, repairs what can be repaired, and tries nothing for ever', async ({ expect }) => {
    const stage = stageOf(0)
    const { slack, witness, quiet } = stage
    for (const code of ['missing_scope', 'is_archived']) witness.refusals.add(code)
    const [noa, ann, stanch] = [slack.as('noa'), slack.as('ann'), slack.as('stanch')]
    const channel = await declare(stage, 0)
    const card = async () => (await slack.pins(channel)).map((one) => seen(wordsIn(one))).join('\n')

    await stanch.leaves(channel)
    await reads(slack, () => directTo(slack, 'noa'), /type \/invite @Stanch in the channel/)
    await noa.types('/incident severity sev1', { in: channel })
    await stanch.joins(channel, 'noa')
    await reads(slack, card, /sev1/)

    const [pinned] = await slack.pins(channel)
    await noa.deletes(pinned?.ts ?? '', { in: channel })
    await slack.until(async () => (await slack.pins(channel)).some(({ ts }) => ts !== pinned?.ts), {
      what: 'a new card',
      timeoutMs: minute,
    })

    await noa.archives(channel)
    await reads(slack, () => directTo(slack, 'noa'), /its channel .* is archived/)
    await quiet(minute)
    const before = (await slack.calls()).length
    await noa.types('/incident severity sev3', { in: 'general' })
    await noa.unarchives(channel)
    await stanch.joins(channel, 'noa')
    await noa.renames(channel, 'war-room')
    await noa.makesPrivate('war-room')
    await noa.types('/incident update Half of the payments fail', { in: 'war-room' })
    await quiet(minute)
    expect((await slack.messages('war-room')).map(wordsIn).join('\n')).toContain('Half of the payments fail')
    expect((await slack.calls()).slice(before).filter(({ outcome }) => outcome !== 'ok')).toEqual([])
    await noa.renames('war-room', channel)

    await slack.rig.grant(requiredScopes.filter((scope) => scope !== 'pins:write'))
    const second = await declare(stage, 1)
    await reads(slack, () => healthFor(slack, 'ann'), /lacks scopes: pins:write[^]*Try again/)
    await slack.rig.grant(null)
    await healthFor(slack, 'ann')
    await ann.presses('Try again', { in: 'general' })
    await slack.until(async () => (await slack.pins(second)).length === 1, { what: 'the pin', timeoutMs: minute })

    await noa.archives('incidents')
    await declare(stage, 2)
    await reads(slack, () => whisperedTo(slack, 'noa'), /announce INC-3 \(is_archived\)[^]*Unarchive it/)
    await noa.unarchives('incidents')
    await stanch.joins('incidents', 'noa')
    await healthFor(slack, 'noa')
    await noa.presses('Try again', { in: 'general' })
    await reads(slack, async () => (await slack.messages('incidents')).map(wordsIn).join('\n'), /INC-3/)

    await slack.rig.refuseToken('xoxb-faults', 'token_revoked')
    const title = titleOf(3)
    const held = await noa.types(`/incident declare sev1 ${title}`, { in: 'general' })
    witness.declared.push({ title, number: declaredNumber(held.text) })
    expect(seen(held.text)).toContain('INC-4 is recorded')
    await reads(slack, () => whisperedTo(slack, 'noa'), /refuses the bot's token right now \(token_revoked\)/)
    expect(await readyz(stage)).toBe(503)
    const calls = (await slack.calls()).length
    await noa.types('/incident update Still failing', { in: channel })
    expect((await slack.calls()).slice(calls).map(({ method }) => method)).toEqual([])
    expect(await healthFor(slack, 'ann')).toContain('Slack no longer takes the token')
    await slack.rig.refuseToken('xoxb-faults', null)
    await ann.presses('Ask Slack again', { in: 'general' })

    await quiet(minute)
    expect(await readyz(stage)).toBe(200)
    expect(await healthFor(slack, 'ann')).toContain('Stanch is well')
    expect(eventsIn(stage.bot().log(), 'token-refused')).toHaveLength(1)
    expect((await breachesIn(stage)).map(inWords), stage.bot().log()).toEqual([])
  })

  it('parks what fails every time, shows it with its cure, and does it when it is asked to', async ({ expect }) => {
    const stage = stageOf(1)
    const { slack, sandbox, quiet, witness } = stage
    const noa = slack.as('noa')
    const title = titleOf(0)
    const channel = await declare(stage, 0)
    // No version of Slack answers so, and none of ours can read it: each try ends in a fault of ours.
    const poison = sandbox.faults.add(
      { method: 'chat.postMessage', how: { status: 200, body: '{"ok":true}' } },
      (args) => JSON.stringify(args).includes('The poisoned update'),
    )
    for (const text of ['The poisoned update', 'The update behind it']) {
      await noa.types(`/incident update ${text}`, { in: channel })
      witness.written.push({ title, text, acknowledged: true, gone: false })
    }
    const log = () => stage.bot().log()
    await slack.until(() => eventsIn(log(), 'effect-parked').length > 0, { what: 'it to be parked', timeoutMs: minute })
    await quiet(minute)
    expect(eventsIn(log(), 'effect-fault')).toHaveLength(5)
    // The card shows the last update too; what is meant are the posts.
    const posts = async () =>
      (await slack.messages(channel)).map((one) => seen(wordsIn(one))).filter((words) => !words.includes('Post update'))
    expect((await posts()).join('\n')).not.toContain('The poisoned update')
    expect((await posts()).join('\n')).toContain('The update behind it')
    const [parked] = eventsIn(log(), 'effect-parked')
    expect(parked).toMatch(/"effect":"post","error":"fault"[^]*"cure":"A fault of ours[^]*\/incident health, Try again/)
    expect(await healthFor(slack, 'ann')).toMatch(/INC-1[^]*\(fault\)[^]*a mistake of Stanch's own/)

    sandbox.faults.clear(poison)
    await slack.as('ann').presses('Try again', { in: 'general' })
    await reads(slack, () => whisperedTo(slack, 'ann'), /Done: it has gone through now/)
    expect((await posts()).filter((words) => words.includes('The poisoned update'))).toHaveLength(1)
    await quiet(minute)
    expect(await healthFor(slack, 'ann')).toContain('Stanch is well')
    expect((await breachesIn(stage)).map(inWords), log()).toEqual([])
  })

  it('finishes an incident that was merged away while its channel was being made', async ({ expect }) => {
    const stage = stageOf(2)
    const { slack, sandbox, sql, witness, quiet } = stage
    const noa = slack.as('noa')
    await declare(stage, 0)
    // Slack has made it, and takes a while to say so. Until then this button is the only way to end it.
    sandbox.faults.add({ method: 'conversations.create', when: 'after', how: { delayMs: 4_000 }, times: 1 })
    const title = `${titleOf(0)} again`
    const said = await noa.types(`/incident declare sev2 ${title}`, { in: 'general' })
    witness.declared.push({ title, number: declaredNumber(said.text) })
    await noa.presses('It is this one', { in: 'general' })
    await quiet(minute)
    const order = await sql<{ type: string }[]>`
      select type from events join incidents on incidents.id = incident
      where number = 2 and type in ('incident-merged', 'channel-opened') order by seq`
    expect(order.map(({ type }) => type)).toEqual(['incident-merged', 'channel-opened'])
    const made = (await slack.channels()).filter(({ name }) => name.startsWith('inc-0002'))
    expect(made).toHaveLength(1)
    expect((await slack.pins(made[0]?.id ?? '')).map((one) => seen(wordsIn(one)))).toEqual([
      expect.stringContaining('Merged into INC-1'),
    ])
    const announced = (await slack.messages('incidents')).map((one) => seen(wordsIn(one)))
    expect(announced.filter((words) => words.startsWith('Merged into INC-1: INC-2'))).toHaveLength(1)
    const asked = (await slack.channel(made[0]?.id ?? '')).messages.filter((one) => /obody leads/.test(wordsIn(one)))
    expect(asked.map(wordsIn).join('\n')).not.toContain('INC-2 yet')
    expect((await breachesIn(stage)).map(inWords), stage.bot().log()).toEqual([])
  })

  it.skipIf(!existsSync('/dev/full'))(
    'says in time that nothing is recorded while the disk is full or the database read-only, to whoever types, presses or hands in',
    async ({ expect, onTestFinished }) => {
      const server = await startOwnPostgres()
      onTestFinished(() => server.end())
      const databaseUrl = await server.database('stanch')
      const stage = await openStage(databaseUrl)
      onTestFinished(() => stage.close())
      const { slack, witness, quiet } = stage
      await slack.rig.delivery({ retries: Array.from({ length: 60 }, () => 1_000) })
      const [noa, ann, haruki] = [slack.as('noa'), slack.as('ann'), slack.as('haruki')]
      const away = seen(textIn('en')('answer.database-away'))
      const becomes = (status: number) =>
        slack.until(async () => (await readyz(stage)) === status, { what: `readyz ${status}`, timeoutMs: minute })
      /** Beyond 3 s Slack itself would say that the app failed: the workspace is as strict. */
      const isRefused = async (form: Form): Promise<void> => {
        const [typed, submitted] = await Promise.all([
          noa.types('/incident declare sev1 Search is down', { in: 'general' }),
          form.submit(),
        ])
        expect({ ...typed, text: seen(typed.text) }).toMatchObject({ ok: true, text: away })
        expect(Object.values(submitted.errors).map(seen)).toEqual([away])
      }

      await ann.runsShortcut('Declare an incident')
      const title = titleOf(0)
      const declaring = await (await ann.form({ timeoutMs: minute })).fill({ Title: title })
      await server.full(databaseUrl, true)
      const list = async () => seen((await noa.types('/incident list', { in: 'general' })).text)
      await slack.until(async () => (await list()) !== away, { what: 'reading to go on', timeoutMs: minute })
      await isRefused(declaring)
      await becomes(503)
      await server.full(databaseUrl, false)
      await becomes(200)
      const declared = await declaring.submit()
      const shown = seen(wordsIn({ blocks: declared.next?.blocks }))
      await declared.next?.close()
      witness.declared.push({ title, number: declaredNumber(shown) })
      expect(witness.declared).toEqual([{ title, number: expect.any(Number) }])
      await quiet(minute)

      const channel = (await slack.channels()).find(({ name }) => isChannelOf(title, name))?.name ?? ''
      await haruki.joins(channel)
      await ann.presses('Post update', { in: channel })
      const update = await ann.form({ timeoutMs: minute })
      await update.fill({ [update.labels()[0] ?? '']: 'We roll back.' })
      await quiet(minute)
      await server.readOnly(true)
      await becomes(503)
      const before = (await slack.ephemerals('haruki')).length
      const pressedAt = Date.now()
      const pressed = await haruki.presses('Take the lead', { in: channel })
      const answer = await slack.until(async () => (await slack.ephemerals('haruki'))[before], {
        what: 'an answer to the press',
        timeoutMs: minute,
      })
      expect([pressed.ok, seen(answer.text)]).toEqual([true, seen(textIn('ja')('answer.database-away'))])
      expect(Number(answer.ts) * 1_000 - pressedAt).toBeLessThan(3_000)
      await isRefused(update)
      await haruki.says('timeline: said while nobody could write', { in: channel })
      await server.readOnly(false)
      await becomes(200)
      expect(await update.submit()).toMatchObject({ ok: true, errors: {} })
      const heard = async () => (await stage.sql`select 1 from events where type = 'message-heard'`).count === 1
      await slack.until(heard, { what: 'the message to be heard', timeoutMs: minute })
      for (const text of ['said while nobody could write', 'We roll back.']) {
        witness.written.push({ title, text, acknowledged: true, gone: false })
      }
      await quiet(minute)
      expect((await stage.sql`select 1 from incidents`).count).toBe(1)
      expect((await stage.sql`select 1 from events where type = 'role-assigned'`).count).toBe(0)
      expect((await breachesIn(stage)).map(inWords), stage.bot().log()).toEqual([])
    },
  )
})
