import { parseArgs } from 'node:util'
import { requestUrl } from '../manifest/over-http.ts'
import type { SecretName } from './recognise.ts'

/** What `npm run connect` is asked to do. */
export type Options = {
  /** Where Slack calls us; absent: Socket Mode. */
  readonly url?: string
  /** Files that hold a secret each. */
  readonly files: Partial<Readonly<Record<SecretName, string>>>
  /** The app has been given manifest.yml as it is now. */
  readonly isManifestPasted: boolean
  /** Declare a test incident without asking. */
  readonly wantsTest: boolean
}

/** How it is used, for whoever types something else. */
export const usage = `Use: npm run connect [-- OPTIONS]
  --url https://your.host        Slack calls you there, over signed HTTP; without it: Socket Mode
  --bot-token-file FILE          reads the bot token there; likewise --app-token-file, --signing-secret-file
  --test-incident                declares a test incident and cancels it, without asking
  --manifest-pasted              you have given the app manifest.yml as it is now`

const options = {
  url: { type: 'string' },
  'bot-token-file': { type: 'string' },
  'app-token-file': { type: 'string' },
  'signing-secret-file': { type: 'string' },
  'manifest-pasted': { type: 'boolean' },
  'test-incident': { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/** Reads the command line. A mistake is one line; how it is used stands in `usage`. */
export const readOptions = (
  args: readonly string[],
): { readonly ok: true; readonly options: Options } | { readonly ok: false; readonly mistake?: string } => {
  try {
    const { values } = parseArgs({ args: [...args], options })
    if (values.help === true) return { ok: false }
    const url = values.url === undefined ? undefined : requestUrl(values.url)
    if (url?.ok === false) return { ok: false, mistake: url.mistake }
    const files = {
      SLACK_BOT_TOKEN: values['bot-token-file'],
      SLACK_APP_TOKEN: values['app-token-file'],
      SLACK_SIGNING_SECRET: values['signing-secret-file'],
    }
    const named = Object.entries(files).filter(([, file]) => file !== undefined)
    return {
      ok: true,
      options: {
        ...(url !== undefined && { url: url.address }),
        files: Object.fromEntries(named),
        isManifestPasted: values['manifest-pasted'] === true,
        wantsTest: values['test-incident'] === true,
      },
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error // parseArgs says what it does not understand with a TypeError
    return { ok: false, mistake: error.message.split('. ')[0] ?? error.message }
  }
}
