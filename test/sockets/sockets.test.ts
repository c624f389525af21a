import { EventEmitter, once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, it } from 'vitest'
import { appToken, withSockets } from './house.ts'

/*
 * Slack's ways of ending a connection, each on two real sockets to a workspace of its own. They wait, so they stand
 * side by side. What the SDK's client did at each is in docs/decisions/0003-our-own-sockets.md.
 */

const taken = { ok: true, text: 'taken' }

describe.concurrent('two sockets', { timeout: 60_000 }, () => {
  it('that are told to refresh are replaced before they go', ({ expect }) =>
    withSockets(async ({ slack, sockets, asked, until }) => {
      await slack.rig.farewell('refresh_requested')
      const open: number[] = []
      await until(async () => {
        open.push(sockets.connection().open)
        return (await slack.rig.delivery()).sockets === 2
      })
      expect(Math.min(...open)).toBe(2)
      expect(await slack.as('noa').types('/echo again', { in: 'general' })).toMatchObject(taken)
      expect(await asked()).toBe(4)
    }))

  it('that are warned are replaced, and go on until Slack ends them', ({ expect }) =>
    withSockets(async ({ slack, sockets, received, asked, untilOpen }) => {
      await slack.rig.farewell('warning')
      await untilOpen(4)
      for (const nth of [1, 2, 3, 4]) {
        expect(await slack.as('noa').types(`/echo ${nth}`, { in: 'general' })).toMatchObject(taken)
      }
      expect(received).toHaveLength(4)
      expect(sockets.connection()).toEqual({ open: 4 })
      expect(await asked()).toBe(4)
    }))

  it('acknowledge over the socket that is about to go what it has brought', ({ expect }) => {
    const going = new EventEmitter()
    return withSockets(
      async ({ slack, received, until, untilOpen }) => {
        const typing = slack.as('noa').types('/echo slowly', { in: 'general' })
        await until(() => received.length === 1)
        await slack.rig.farewell('refresh_requested')
        await untilOpen(2)
        going.emit('on')
        expect(await typing).toMatchObject(taken)
      },
      {
        take: async ({ ack }) => {
          await once(going, 'on')
          await ack('taken')
        },
      },
    )
  })

  it('that are cut are open again before anybody has typed twice', ({ expect }) =>
    withSockets(async ({ slack, sockets, logged, asked, untilOpen }) => {
      const deafFor: number[] = []
      for (let cuts = 0; cuts < 2; cuts += 1) {
        await slack.rig.cutSockets()
        const cutAt = performance.now()
        await untilOpen(2)
        deafFor.push(performance.now() - cutAt)
      }
      // The promise. The SDK's took over five seconds each time; one of two, for a machine that runs everything else
      // beside this may hold up either of them.
      expect(Math.min(...deafFor)).toBeLessThan(2_000)
      expect(await slack.as('noa').types('/echo again', { in: 'general' })).toMatchObject(taken)
      expect(sockets.connection()).toEqual({ open: 2 })
      expect(logged.filter((event) => event === 'socket-lost')).toHaveLength(4)
      expect(await asked()).toBe(6)
    }))

  it('that are cut again and again ask ever more slowly', ({ expect }) =>
    withSockets(async ({ slack, asked, untilOpen }) => {
      const from = performance.now()
      for (let times = 0; times < 4; times += 1) {
        await untilOpen(2)
        await slack.rig.cutSockets()
      }
      await untilOpen(2)
      const calls = await asked()
      // Two for each cut, and a few more where the machine is slow.
      expect(calls).toBeLessThanOrEqual(13)
      // Six at once, then one in a second and a half.
      expect(performance.now() - from).toBeGreaterThanOrEqual((calls - 6) * 1_200)
    }))

  it('that are too many do not press', ({ expect }) =>
    withSockets(async ({ slack, asked, logged, untilOpen }) => {
      await slack.rig.farewell('too_many_websockets')
      await untilOpen(2)
      expect(await asked()).toBe(4)
      expect(logged).toContain('socket-leaving')
    }))

  it('of an app whose Socket Mode was switched off say so once, and come back with it', ({ expect }) =>
    withSockets(async ({ slack, sockets, logged, asked, until, untilOpen }) => {
      await slack.rig.farewell('link_disabled')
      await until(() => logged.includes('sockets-refused'))
      expect(sockets.connection()).toMatchObject({ open: 0, why: expect.stringContaining('Socket Mode page') })
      await slack.rig.allowSockets()
      await untilOpen(2)
      expect(logged.filter((event) => /sockets-/.test(event))).toEqual(['sockets-refused', 'sockets-up'])
      expect(await asked()).toBeLessThanOrEqual(7)
    }))

  it('whose token is refused say so once, and come back with it', ({ expect }) =>
    withSockets(async ({ slack, sockets, logged, until, untilOpen }) => {
      await slack.rig.refuseToken(appToken, 'invalid_auth')
      await slack.rig.cutSockets()
      await until(() => logged.includes('sockets-refused'))
      expect(sockets.connection().why).toContain('(invalid_auth): Slack refuses SLACK_APP_TOKEN')
      await slack.rig.refuseToken(appToken, null)
      await untilOpen(2)
      expect(logged.filter((event) => /sockets-/.test(event))).toEqual(['sockets-refused', 'sockets-up'])
    }))

  it('wait as long as Slack asks', ({ expect }) =>
    withSockets(async ({ slack, untilOpen }) => {
      const fault = { status: 429, headers: { 'retry-after': '2' } }
      await slack.rig.fault({ method: 'apps.connections.open', how: fault, times: 1 })
      await slack.rig.cutSockets()
      await untilOpen(2)
      const [refused, next] = (await slack.calls({ method: 'apps.connections.open' })).slice(2)
      expect(refused?.outcome).toBe('http 429')
      expect((next?.startedAt ?? 0) - (refused?.startedAt ?? 0)).toBeGreaterThanOrEqual(2_000)
    }))

  it('do not wait for a call that hangs while nothing is open', ({ expect }) =>
    withSockets(async ({ slack, asked, untilOpen }) => {
      await slack.rig.fault({ method: 'apps.connections.open', how: 'hang', times: 1 })
      await slack.rig.cutSockets()
      const cutAt = performance.now()
      await untilOpen(1)
      // The call gives up after ten seconds.
      expect(performance.now() - cutAt).toBeLessThan(8_000)
      expect(await asked()).toBe(4)
    }))

  it('that die without a word are noticed, and replaced before they are given up', ({ expect }) =>
    withSockets(async ({ slack, sockets, logged, asked, until }) => {
      await slack.rig.silenceSockets()
      await until(async () => (await asked()) === 4 && (await slack.rig.delivery()).sockets === 2)
      expect(sockets.connection().open).toBe(2)
      expect(logged).not.toContain('socket-lost')
      expect(await slack.as('noa').types('/echo to the new ones', { in: 'general' })).toMatchObject(taken)
    }))

  it('leave what they could not acknowledge to be delivered again, and say so', ({ expect }) => {
    const copies: unknown[] = []
    return withSockets(
      async ({ slack, logged, until }) => {
        await slack.rig.delivery({ retries: [50, 50, 50] })
        await slack.as('noa').says('hello', { in: 'incidents' })
        await until(() => copies.length === 1)
        await slack.rig.cutSockets()
        await until(() => copies.length === 2 && logged.includes('ack-lost'))
        await until(async () => !(await slack.rig.delivery()).busy)
        expect(copies[1]).toEqual(copies[0])
      },
      {
        take: async ({ body, ack }) => {
          copies.push(body['event_id'])
          if (copies.length === 1) await pause(500)
          await ack()
        },
      },
    )
  })

  it('that Slack does not open at the start are opened later', ({ expect }) => {
    const fault = { method: 'apps.connections.open', how: { status: 503 }, times: 2 }
    return withSockets(
      async ({ sockets, logged }) => {
        expect(sockets.connection()).toEqual({ open: 2 })
        expect(logged).toEqual(['sockets-down', 'sockets-up'])
      },
      { before: async (slack) => void (await slack.rig.fault(fault)) },
    )
  })

  it('whose token is refused at the start are an error of the start', async ({ expect }) => {
    const opening = withSockets(async () => undefined, {
      before: (slack) => slack.rig.refuseToken(appToken, 'invalid_auth'),
    })
    await expect(opening).rejects.toThrow('invalid_auth')
  })

  it('do not ask again once they are stopped', ({ expect }) =>
    withSockets(async ({ slack, sockets, asked, untilOpen }) => {
      await sockets.stop()
      await untilOpen(0)
      await slack.rig.cutSockets()
      expect(sockets.connection().open).toBe(0)
      expect(await asked()).toBe(2)
    }))
})
