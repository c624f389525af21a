import { setTimeout as pause } from 'node:timers/promises'
import type { Call } from '../sandbox/call-log.ts'
import type { Slack } from '../sandbox/client.ts'
import { titleFrom } from './titles.ts'

/**
 * When a declare had come how far, in ms after it was typed: a acknowledged, b the channel exists, c the declarer is in
 * it, d the card is posted, e the announcement is posted. `depth`: how many calls, one after another, end with each.
 */
export type Declared = Readonly<Record<Milestone, number>> & { readonly depth: Readonly<Record<Milestone, number>> }
/** In the order of `Declared`. */
export const milestones = ['a', 'b', 'c', 'd', 'e'] as const
/** One of `a` to `e`, as `Declared` explains them. */
export type Milestone = (typeof milestones)[number]

/** Who declares, in turn: the workspace's people, and no guest. */
export const people = ['noa', 'layla', 'haruki', 'ann']
const settleMs = 150

/**
 * Declares so many incidents at once and waits until the last card is pinned. The call log is read once, at the end.
 */
export const declareAtOnce = async (
  slack: Slack,
  count: number,
  random: () => number,
  limitMs = 60_000,
): Promise<readonly Declared[]> => {
  const [callsBefore, deliveriesBefore] = [await lastCall(slack), (await slack.rig.deliveries()).length]
  const marks = Array.from({ length: count }, () => `q${Math.floor(random() * 36 ** 6).toString(36)}`)
  const acks = await Promise.all(
    marks.map((mark, nth) =>
      slack
        .as(people[nth % people.length] ?? '')
        .types(`/incident declare sev2 ${mark} ${titleFrom(random)}`, { in: 'general' }),
    ),
  )
  const failed = acks.find(({ ok }) => !ok)
  if (failed !== undefined) throw new Error(`A declare was not acknowledged: ${failed.error}`)
  const until = performance.now() + limitMs
  // Asked for one method since then, the answer stays short: to read the whole log again and again would be measured
  // too.
  while ((await slack.calls({ method: 'pins.add', since: callsBefore })).filter(isDone).length < count) {
    if (performance.now() > until) throw new Error(`Not all of ${count} declares were done within ${limitMs} ms`)
    await pause(settleMs)
  }
  await pause(settleMs)
  const calls = (await slack.calls({ since: callsBefore })).filter(isDone)
  const deliveries = await slack.rig.deliveries(deliveriesBefore)
  const channels = new Map((await slack.channels()).map(({ id, name }) => [id, name]))
  return marks.map((mark, nth) => {
    const typed = deliveries.find(
      ({ kind, payload }) => kind === 'slash_commands' && String(payload['text']).includes(mark),
    )
    const own = calls.filter(({ args }) => {
      const channel = channels.get(String(args['channel'])) ?? ''
      return JSON.stringify([args['name'], channel.includes(mark) ? mark : '', args['text']]).includes(mark)
    })
    return measure(typed?.startedAt ?? Number.NaN, acks[nth]?.ms ?? Number.NaN, own, (id) => channels.get(id) ?? '')
  })
}

const isDone = (call: Call): boolean => call.finishedAt !== undefined

const lastCall = async (slack: Slack): Promise<number> => (await slack.calls()).at(-1)?.n ?? 0

const measure = (
  typedAt: number,
  acknowledgedAfter: number,
  calls: readonly Call[],
  nameOf: (channel: string) => string,
): Declared => {
  const depths = new Map<Call, number>()
  // In the order of their beginning: what had ended by then may have been waited for.
  for (const call of calls.toSorted((one, other) => one.startedAt - other.startedAt)) {
    const before = [...depths].filter(([earlier]) => (earlier.finishedAt ?? Infinity) <= call.startedAt)
    depths.set(call, 1 + Math.max(0, ...before.map(([, depth]) => depth)))
  }
  const first = (found: (call: Call) => boolean) => {
    const call = calls.find((one) => one.outcome === 'ok' && found(one))
    return { ms: (call?.finishedAt ?? Number.NaN) - typedAt, depth: (call && depths.get(call)) ?? Number.NaN }
  }
  const isPost = (call: Call, announced: boolean): boolean =>
    call.method === 'chat.postMessage' &&
    call.args['thread_ts'] === undefined &&
    (nameOf(String(call.args['channel'])) === 'incidents') === announced
  const b = first(({ method }) => method === 'conversations.create')
  const c = first(({ method }) => method === 'conversations.invite')
  const d = first((call) => isPost(call, false))
  const e = first((call) => isPost(call, true))
  return {
    a: acknowledgedAfter,
    b: b.ms,
    c: c.ms,
    d: d.ms,
    e: e.ms,
    depth: { a: 0, b: b.depth, c: c.depth, d: d.depth, e: e.depth },
  }
}
