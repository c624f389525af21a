import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { overHttp, requestUrl } from './manifest/over-http.ts'

const usage = 'use npm run manifest -- --url https://your.host, or no --url for Socket Mode'
const manifest = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8')

const url = urlGiven()
if (url === undefined) process.stdout.write(manifest)
else if (url.ok) process.stdout.write(overHttp(manifest, url.address))
else {
  console.error(url.mistake)
  process.exitCode = 1
}

/** Undefined without `--url`. */
function urlGiven(): ReturnType<typeof requestUrl> | undefined {
  try {
    const { url: given } = parseArgs({ options: { url: { type: 'string' } } }).values
    return given === undefined ? undefined : requestUrl(given)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error // parseArgs says what it does not understand with a TypeError
    return { ok: false, mistake: `${error.message.split('. ')[0]}: ${usage}` }
  }
}
