import { Secret } from '../../src/secret.ts'

/** The secrets of an app that Stanch works with. */
export type SecretName = 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN' | 'SLACK_SIGNING_SECRET'

/** The secret, or in words why this cannot be it and what to copy instead. The words never repeat what was given. */
export type Recognised = { readonly ok: true; readonly secret: Secret } | { readonly ok: false; readonly why: string }

const whereToCopy: Readonly<Record<SecretName, string>> = {
  SLACK_BOT_TOKEN: 'Copy the Bot User OAuth Token, which begins with xoxb-, from OAuth & Permissions.',
  SLACK_APP_TOKEN: 'Copy the app-level token, which begins with xapp-, from Basic Information, App-Level Tokens.',
  SLACK_SIGNING_SECRET: 'Copy the Signing Secret, 32 letters and digits, from Basic Information, App Credentials.',
}

/** What stands on an app's pages beside what is wanted, by what it looks like; the first that fits. */
const lookalikes: readonly (readonly [RegExp, what: string, wanted?: SecretName])[] = [
  [/^(xoxe\.)?xoxb-[\w-]+$/, 'the bot token', 'SLACK_BOT_TOKEN'],
  [/^xapp-[\w-]+$/, 'the app-level token', 'SLACK_APP_TOKEN'],
  [/^(xoxe\.)?xoxp-/, 'the User OAuth Token: it would speak in your own name'],
  [/^xoxe-|^xoxr-/, 'a refresh token'],
  [/^xox[acds]-/, 'a token of another kind'],
  [/^https?:/, 'an address'],
  [/^\d+\.\d+$/, 'the Client ID'],
  [/^A[A-Z0-9]{7,}$/, 'the App ID'],
  [/^[0-9a-z]{32}$/, 'a Signing Secret or a Client Secret', 'SLACK_SIGNING_SECRET'],
  [/^[0-9A-Za-z]{24}$/, 'the Verification Token, which Slack has given up'],
]

/**
 * Looks at what somebody pasted for this secret. Spaces, quotes and a setting's name around it are taken off; what is in
 * the middle is not, for then it is not what Slack shows. Whether Slack takes it is for Slack to say.
 */
export const recognise = (wanted: SecretName, pasted: string): Recognised => {
  const text = unwrapped(pasted)
  const no = (why: string): Recognised => ({ ok: false, why: `${why} ${whereToCopy[wanted]}` })
  if (text === '') return no('Nothing was pasted.')
  if (/\s/.test(text)) return no('There is a space or a line end in the middle of it.')
  if (/…|\.{3}|[*•]{2}/.test(text))
    return no('This is the short form that the page shows; its Copy button has all of it.')
  if (/[^\x21-\x7e]/.test(text)) return no('There are characters in it that Slack never uses.')
  const [, what, is] = lookalikes.find(([look]) => look.test(text)) ?? []
  if (is === wanted) return { ok: true, secret: new Secret(text) }
  return no(what === undefined ? 'Slack has nothing that looks like this.' : `This is ${what}.`)
}

const quotes = /^(["'`“”‘’«<])(.*)(["'`“”‘’»>])$/su

const unwrapped = (pasted: string): string => {
  const bare = pasted
    .replaceAll(/[\u200b\u200e\u200f\u2066-\u2069\ufeff]/g, '')
    .trim()
    .replace(/^(export\s+)?SLACK_[A-Z_]+\s*=\s*/, '')
  return (quotes.exec(bare)?.[2] ?? bare).trim()
}
