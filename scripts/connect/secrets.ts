import type { Secret } from '../../src/secret.ts'
import { type Line, printed } from '../doctor/line.ts'
import { type Given, givenFor, type Places } from './given.ts'
import { recognise, type SecretName } from './recognise.ts'
import type { Terminal } from './terminal.ts'

/** A secret that Slack takes. `isKept`: it stands where it belongs already. */
export type Obtained = { readonly secret: Secret; readonly isKept: boolean }

/** Something is missing or wrong, and there is nobody to ask; the message says what. */
export class CannotConnect extends Error {
  override name = 'CannotConnect'
}

const questions: Readonly<Record<SecretName, string>> = {
  SLACK_BOT_TOKEN: 'Bot User OAuth Token (it does not show as you paste it): ',
  SLACK_APP_TOKEN: 'App-level token (it does not show): ',
  SLACK_SIGNING_SECRET: 'Signing Secret (it does not show): ',
}

/**
 * Gets one secret: as it is given, or from the person, who is asked again until Slack takes it. `wrongWith` asks Slack
 * and says what is wrong; what is well it tells itself. Throws `CannotConnect`, and `Interrupted` at a Ctrl-C.
 */
export const obtain = async (
  name: SecretName,
  { places, terminal }: { readonly places: Places; readonly terminal: Terminal },
  wrongWith: (secret: Secret) => Promise<Line | undefined>,
): Promise<Obtained> => {
  const given = givenFor(name, places)
  if (given !== undefined && 'mistake' in given) throw new CannotConnect(given.mistake)
  if (given !== undefined) {
    const [secret, why] = await judged(name, given.text, wrongWith)
    if (secret !== undefined) return { secret, isKept: given.isKept }
    refuse(name, given, why, terminal)
  }
  for (;;) {
    const [secret, why] = await judged(name, await terminal.askHidden(questions[name]), wrongWith)
    if (secret !== undefined) return { secret, isKept: false }
    terminal.say(`${why}\n`)
  }
}

/** What stands in .env can be written over; what is given elsewhere would win over it, so it must be mended there. */
const refuse = (name: SecretName, { from }: Given, why: string, terminal: Terminal): void => {
  const told = `${name}, from ${from}: ${why}`
  if (!terminal.isInteractive || from !== '.env') throw new CannotConnect(told)
  terminal.say(`${told}\n`)
}

const judged = async (
  name: SecretName,
  text: string,
  wrongWith: (secret: Secret) => Promise<Line | undefined>,
): Promise<[Secret, ''] | [undefined, string]> => {
  const recognised = recognise(name, text)
  if (!recognised.ok) return [undefined, recognised.why]
  const wrong = await wrongWith(recognised.secret)
  return wrong === undefined ? [recognised.secret, ''] : [undefined, printed(wrong)]
}
