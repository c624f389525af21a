import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Publishing } from '../../src/app/destinations.ts'
import { Failure, type FailureKind } from '../../src/app/failure.ts'
import { publicUpdateId, userId } from '../../src/domain/ids.ts'
import type { PublicUpdate } from '../../src/domain/public-updates.ts'
import { Secret } from '../../src/secret.ts'
import { webhookOutlet } from '../../src/webhook/outlet.ts'
import { incident } from '../slack/views/samples.ts'
import { openReceiver } from './receiver.ts'

const secret = 'a-secret-of-some-length'
const now = Date.UTC(2026, 2, 2, 13, 45)
const update: PublicUpdate = {
  id: publicUpdateId('8f0c2a54-6f3f-4a52-9d0b-3f1f5f0f9b11'),
  stage: 'identified',
  texts: { en: { title: 'Orders “fail”', body: 'We know why.' }, he: { title: 'הזמנות', body: 'אנחנו יודעים למה.' } },
  nextUpdateDue: now + 3_600_000,
  draftedBy: userId('U0NOA'),
  approvedBy: userId('U0ANN'),
  publishedAt: now,
}
const publishing: Publishing = { delivery: `${update.id}/webhook/crm`, incident: incident(), update }

const sendTo = async (
  url: string,
  withinMs = 5_000,
): Promise<'arrived' | (FailureKind & { readonly code: string })> => {
  const target = { id: 'crm', url: new Secret(url), secret: new Secret(secret) }
  try {
    await webhookOutlet(target, { clock: { now: () => now }, withinMs }).publish(publishing)
    return 'arrived'
  } catch (error) {
    if (error instanceof Failure) return { code: error.code, ...error.how }
    throw error
  }
}

it('sends what was approved and nothing else, signed over its time and its very bytes', async () => {
  const { url, heard } = await openReceiver()
  expect(await sendTo(url)).toBe('arrived')
  const [{ headers, body } = expect.fail('nothing was heard')] = heard
  const signed = `v1=${createHmac('sha256', secret).update(`${headers['stanch-timestamp']}.${body}`).digest('hex')}`
  expect(headers).toMatchObject({ 'stanch-delivery': publishing.delivery, 'stanch-signature': signed })
  expect(Number(headers['stanch-timestamp']) * 1000).toBe(now)
  expect(JSON.parse(body)).toEqual({
    type: 'public-update.published',
    delivery: publishing.delivery,
    incident: { id: publishing.incident.id },
    update: {
      id: update.id,
      stage: 'identified',
      publishedAt: '2026-03-02T13:45:00.000Z',
      nextUpdateDue: '2026-03-02T14:45:00.000Z',
      texts: update.texts,
    },
  })
})

it('repeats the same bytes under the same delivery id', async () => {
  const { url, heard } = await openReceiver()
  await sendTo(url)
  await sendTo(url)
  expect(heard.map(({ headers }) => headers['stanch-delivery'])).toEqual([publishing.delivery, publishing.delivery])
  expect(heard[0]?.body).toBe(heard[1]?.body)
})

it.each([
  [500, {}, { kind: 'again', uncertain: true, code: 'http_500' }],
  [408, {}, { kind: 'again', uncertain: false, code: 'http_408' }],
  [429, {}, { kind: 'again', uncertain: false, code: 'http_429' }],
  [429, { 'retry-after': '7' }, { kind: 'wait', inMs: 7_000, code: 'http_429' }],
  [503, { 'retry-after': '999999' }, { kind: 'wait', inMs: 600_000, code: 'http_503' }],
  [401, {}, { kind: 'never', code: 'http_401' }],
  [404, {}, { kind: 'never', code: 'http_404' }],
] as const)('takes %i %j for what it is', async (status, headers, failure) => {
  const { url } = await openReceiver((response) => response.writeHead(status, headers).end('why'))
  expect(await sendTo(url)).toEqual(failure)
})

it('follows no redirect: a signed update goes nowhere but where it was set up to go', async () => {
  const elsewhere = await openReceiver()
  const { url } = await openReceiver((response) => response.writeHead(307, { location: elsewhere.url }).end())
  expect(await sendTo(url)).toEqual({ kind: 'never', code: 'http_307' })
  expect(elsewhere.heard).toEqual([])
})

it('waits no longer than it must for one that hangs, and reads no answer that never ends', async () => {
  const hanging = await openReceiver(() => undefined)
  expect(await sendTo(hanging.url, 200)).toEqual({ kind: 'again', uncertain: true, code: 'timeout' })

  const endless = await openReceiver((response) => {
    response.writeHead(200)
    const more = (): void => {
      if (!response.destroyed) response.write('x'.repeat(64 * 1024), () => setImmediate(more))
    }
    more()
  })
  expect(await sendTo(endless.url)).toBe('arrived')
})

it('tells one that was never reached from one that may have heard', async () => {
  const { url: gone, port } = await openReceiver()
  expect(await sendTo(gone.replace(String(port), '1'))).toEqual({
    kind: 'again',
    uncertain: false,
    code: 'ECONNREFUSED',
  })
  const cut = await openReceiver((response) => response.socket?.destroy())
  expect(await sendTo(cut.url)).toMatchObject({ kind: 'again', uncertain: true })
})
