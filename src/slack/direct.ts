import { Failure } from '../app/failure.ts'
import { isSlackUrl } from './reply-url.ts'
import type { MessageView } from './views/message.ts'

/** Slack answers these within a second or two; longer means that the answer is lost. */
const timeoutMs = 10_000

/**
 * Answers through a response_url: ephemeral, beside what is there. Throws `Failure`: *never* once the address has
 * expired or was used up (30 minutes, five uses: docs.slack.dev/interactivity/handling-user-interaction).
 */
export const respond = async (
  url: string,
  words: Pick<MessageView, 'text'> & { readonly blocks?: readonly unknown[] },
): Promise<void> => {
  const { text, blocks } = words
  const body = { response_type: 'ephemeral', replace_original: false, text, ...(blocks !== undefined && { blocks }) }
  await send(url, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
}

/**
 * Sends a file to the address that Slack gave for it. Without our token, which the SDK would send along to whatever
 * host is named; so only to Slack's hosts, or that of `slackApiUrl`.
 */
export const uploadTo =
  (slackApiUrl: string) =>
  async (url: string, file: Uint8Array<ArrayBuffer>, name: string): Promise<void> => {
    if (!isSlackUrl(url, slackApiUrl)) throw new Failure('upload_url_not_slack', { kind: 'never' })
    const form = new FormData()
    form.append('file', new Blob([file]), name)
    await send(url, { body: form })
  }

const send = async (
  url: string,
  request: { readonly headers?: Record<string, string>; readonly body: string | FormData },
): Promise<void> => {
  const response = await sent(url, request).catch((error: unknown) => {
    // Sent or not, nobody can tell: `again` with a look is for those who can look.
    throw new Failure('network', { kind: 'again', uncertain: true }, error)
  })
  // Slack answers these with a word or with JSON; a page is a proxy's, whatever its status says.
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true
  if (response.ok && isPage) throw new Failure('not_json', { kind: 'again', uncertain: true })
  if (response.ok) return
  if (response.status === 429) {
    const seconds = Number(response.headers.get('retry-after') ?? '30')
    throw new Failure('ratelimited', { kind: 'wait', inMs: (Number.isFinite(seconds) ? seconds : 30) * 1000 })
  }
  throw response.status >= 500
    ? new Failure(`http_${response.status}`, { kind: 'again', uncertain: true })
    : new Failure(`http_${response.status}`, { kind: 'never' })
}

/** Sends it, follows no redirect, and reads of the answer what a word or a page needs: more is nobody's business. */
const sent = async (url: string, request: RequestInit): Promise<Response> => {
  const signal = AbortSignal.timeout(timeoutMs)
  const response = await fetch(url, { method: 'POST', redirect: 'error', signal, ...request })
  let left = answerLimit
  for await (const part of response.body ?? []) {
    left -= part.byteLength
    if (left < 0) break
  }
  return response
}

/** In bytes. Slack answers `ok` or a short JSON. */
const answerLimit = 64 * 1024
