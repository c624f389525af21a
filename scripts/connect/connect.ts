import { type Config, readConfig } from '../../src/config.ts'
import { currentManifest, digestOf, readConnected, rememberConnected } from '../../src/connected.ts'
import { isWell } from '../../src/domain/health.ts'
import type { Secret } from '../../src/secret.ts'
import { printed } from '../doctor/line.ts'
import { lineOf } from '../doctor/words.ts'
import { overHttp } from '../manifest/over-http.ts'
import { askBot, askSocket, callWith, type Identity } from './ask-slack.ts'
import { settleChannel } from './channel.ts'
import { writeSettings } from './env-file.ts'
import { givenFor, type Places } from './given.ts'
import { createAppLink } from './link.ts'
import type { Options } from './options.ts'
import type { SecretName } from './recognise.ts'
import { CannotConnect, obtain, type Obtained } from './secrets.ts'
import { createStep, installStep, signingStep, socketStep, unattended } from './steps.ts'
import { agrees, type Terminal } from './terminal.ts'
import { tryIncident } from './test-incident.ts'

/** What connecting needs from outside. */
export type Parts = {
  readonly options: Options
  readonly terminal: Terminal
  /** The process's own, without what stands in the settings file. */
  readonly environment: Places['environment']
  readonly settings: Places['settings']
  /** Where the settings file is, and the one that a new one begins as. */
  readonly paths: { readonly settings: string; readonly example: string }
  /** Runs it with Ctrl-C kept back: `work` is told of the first one, and puts away what it has begun. */
  keepingSignals<Result>(work: (isInterrupted: () => boolean) => Promise<Result>): Promise<Result>
}

/**
 * Leads from no app to one that works: the link, the secrets, the settings file, the channel, a test. Resolves with
 * whether all of it is well; what is not is told. Throws `CannotConnect` and `CannotWrite` with words for the person, and
 * `Interrupted` at a Ctrl-C, with nothing half-written.
 */
export const connect = async (parts: Parts): Promise<boolean> => {
  const { options, terminal } = parts
  const base = configOf(parts, {})
  refuseContradiction(parts)
  const names: readonly SecretName[] = ['SLACK_BOT_TOKEN', second(options)]
  const places: Places = { ...parts, files: options.files }
  const missing = names.filter((name) => givenFor(name, places) === undefined)
  const manifest = await currentManifest()
  if (missing.length > 0) {
    terminal.say('Connect Stanch to your Slack: three steps in Slack’s pages, and two secrets to copy from there.')
    const command = `npm run manifest${options.url === undefined ? '' : ` -- --url ${options.url}`}`
    terminal.say(createStep(createAppLink(appManifest(manifest, options)), command))
    if (!terminal.isInteractive) throw new CannotConnect(unattended(missing))
  }
  const asking = { places, terminal, base, isGuided: (name: SecretName) => missing.includes(name) }
  const { bot, who, hasScopes } = await obtainBot(asking)
  const other = await obtainOther(options, who, asking)

  writeDown({ SLACK_BOT_TOKEN: bot, [second(options)]: other }, parts)
  const config = configOf(parts, { SLACK_BOT_TOKEN: bot.secret.reveal(), [second(options)]: other.secret.reveal() })
  const known = await readConnected(config.dataDir)
  // Whoever connects an app of which nothing is known says by that that it is made from the manifest as it is.
  if (missing.length > 0 || options.isManifestPasted || known === undefined || known.app !== who.app) {
    await rememberConnected(config.dataDir, {
      manifest: digestOf(manifest),
      ...(options.url !== undefined && { url: options.url }),
      team: who.team.id,
      ...(who.app !== undefined && { app: who.app }),
      at: new Date().toISOString(),
    })
  }
  const call = callWith(bot.secret.reveal(), config.slackApiUrl)
  const canAnnounce = await settleChannel({ call, wanted: config.announceChannel, who, terminal })
  const isTested = await offerTest(config, who, parts)
  terminal.say('\nNow: npm start. Later, whenever in doubt: npm run doctor, or /incident health in Slack.')
  return hasScopes && canAnnounce && isTested
}

/** What the environment says wins over the settings file, so it cannot be mended there. */
const refuseContradiction = ({ options, environment }: Parts): void => {
  const name = ['SLACK_APP_TOKEN', 'SLACK_APP_TOKEN_FILE'].find((one) => (environment[one] ?? '') !== '')
  if (options.url === undefined || name === undefined) return
  throw new CannotConnect(`${name} is set in the environment, and with it Stanch uses Socket Mode: unset it for --url.`)
}

type Asking = {
  readonly places: Places
  readonly terminal: Terminal
  readonly base: Config
  /** Whether the person has been led to where it is copied. */
  readonly isGuided: (name: SecretName) => boolean
}

const second = ({ url }: Options): SecretName => (url === undefined ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET')

const appManifest = (manifest: string, { url }: Options): string =>
  url === undefined ? manifest : overHttp(manifest, url)

/** The settings as they will be, with these secrets; throws `CannotConnect` with every mistake in the others. */
const configOf = ({ settings, environment }: Parts, secrets: Partial<Record<SecretName, string>>): Config => {
  const without = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'].flatMap((name) => [
    [name, undefined],
    [`${name}_FILE`, undefined],
  ])
  const read = readConfig({ ...settings, ...environment, ...Object.fromEntries(without), ...secrets })
  if (read.ok) return read.config
  throw new CannotConnect(`These settings are wrong:\n${read.mistakes.map((line) => `  ${line}`).join('\n')}`)
}

const obtainBot = async ({ places, terminal, base, isGuided }: Asking) => {
  if (isGuided('SLACK_BOT_TOKEN')) terminal.say(installStep)
  let found: { who: Identity; hasScopes: boolean } | undefined
  const bot = await obtain('SLACK_BOT_TOKEN', { places, terminal }, async (secret) => {
    const { checks, who } = await askBot(callWith(secret.reveal(), base.slackApiUrl))
    const [token] = checks
    if (who === undefined) return token === undefined ? undefined : lineOf(token, {})
    terminal.say(`ok      bot token: it is ${who.bot.name}’s in ${who.team.name}`)
    const scopes = checks.filter(({ check }) => check === 'scopes')
    scopes.forEach((check) => terminal.say(printed(lineOf(check, { app: who.app }))))
    found = { who, hasScopes: scopes.every(isWell) }
    return undefined
  })
  if (found === undefined) throw new Error('A token that Slack takes has somebody whose it is')
  return { bot, ...found }
}

const obtainOther = async (
  options: Options,
  who: Identity,
  { places, terminal, base, isGuided }: Asking,
): Promise<Obtained> => {
  const name = second(options)
  if (name === 'SLACK_SIGNING_SECRET') {
    if (isGuided(name)) terminal.say(signingStep)
    // Slack says nothing of a signing secret: the first request shows whether it is right.
    return obtain(name, { places, terminal }, async () => undefined)
  }
  if (isGuided(name)) terminal.say(socketStep)
  return obtain(name, { places, terminal }, async (secret: Secret) => {
    const check = await askSocket(secret.reveal(), base.slackApiUrl, who.app)
    const line = lineOf(check, { app: who.app })
    if (!isWell(check)) return line
    terminal.say(printed(line))
    return undefined
  })
}

/** What is given in a file of its own stays there, and what stands in the settings file already need not be written. */
const writeDown = (
  obtained: Readonly<Record<string, Obtained>>,
  { options, settings, terminal, paths }: Parts,
): void => {
  const fresh = Object.entries(obtained).flatMap(([name, { secret, isKept }]) =>
    isKept ? [] : [[name, secret.reveal()] as const],
  )
  // With all three secrets it would be Socket Mode.
  const emptied = options.url !== undefined && (settings['SLACK_APP_TOKEN'] ?? '') !== '' ? ['SLACK_APP_TOKEN'] : []
  const changes = Object.fromEntries([...fresh, ...emptied.map((name) => [name, ''] as const)])
  if (Object.keys(changes).length === 0) return terminal.say('ok      .env: nothing to change')
  writeSettings(paths.settings, paths.example, changes)
  terminal.say(`ok      .env: ${Object.keys(changes).join(' and ')} written, for you alone to read`)
}

const offerTest = async (
  config: Config,
  who: Identity,
  { options, terminal, keepingSignals }: Parts,
): Promise<boolean> => {
  const question = '\nDeclare a test incident now, and cancel it at once? Nobody is called; its channel stays.'
  const isWanted = options.wantsTest || (terminal.isInteractive && (await agrees(terminal, question)))
  if (!isWanted) return true
  terminal.say('One moment: Stanch starts, declares, looks, cancels.')
  const { isWell: isAsItShouldBe, saw } = await keepingSignals((isInterrupted) =>
    tryIncident(config, who.bot.user, isInterrupted),
  )
  terminal.say(`${isAsItShouldBe ? 'ok     ' : 'broken '} test incident: ${saw}`)
  return isAsItShouldBe
}
