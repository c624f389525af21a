import { createServer, type RequestListener } from 'node:http'
import { once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { respond, uploadTo } from '../../src/slack/direct.ts'

/** A server of this test's own; resolves with its address. */
const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}/`
}

it('follows no redirect from where it was told to answer', async () => {
  let reached = 0
  const inside = await serve((_request, response) => {
    reached += 1
    response.end('ok')
  })
  for (const status of [301, 302, 307, 308]) {
    const outside = await serve((_request, response) => response.writeHead(status, { location: inside }).end())
    await expect(respond(outside, { text: 'hello' })).rejects.toMatchObject({ code: 'network' })
    const file = new Uint8Array([1])
    await expect(uploadTo(outside)(outside, file, 'a.md')).rejects.toMatchObject({ code: 'network' })
  }
  expect(reached).toBe(0)
})

it('sends a file to nobody but Slack', async () => {
  await expect(
    uploadTo('https://slack.com/api/')('http://169.254.169.254/x', new Uint8Array([1]), 'a.md'),
  ).rejects.toMatchObject({ code: 'upload_url_not_slack', how: { kind: 'never' } })
})

it('reads only the beginning of an endless answer', async () => {
  let sent = 0
  const endless = await serve((_request, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536
      sent += 65_536
    }
    response.on('drain', more)
    more()
  })
  await respond(endless, { text: 'hello' })
  expect(sent).toBeLessThan(64 * 1024 * 1024)
})
