import { z } from 'zod'
import { type CustomersConfig, customerSettings, customersOf } from './config/customers.ts'
import { type OutletConfig, outletMismatches, outletSettings, outletsOf } from './config/outlets.ts'
import { secretNames, withSecretFiles } from './secret-files.ts'
import { Secret } from './secret.ts'
import { readServicesFile } from './services-file.ts'
import { port, quoted, secret } from './config/shapes.ts'
import { type Language, languages } from './text/text.ts'

/** How Slack reaches us. `local`: no Slack at all, the workspace in `sandbox` stands in. */
export type SlackAccess =
  | { readonly mode: 'socket'; readonly botToken: Secret; readonly appToken: Secret }
  | { readonly mode: 'http'; readonly botToken: Secret; readonly signingSecret: Secret }
  | { readonly mode: 'local' }

/** Every setting, checked and in the shape that is used. */
export type Config = {
  readonly slack: SlackAccess
  /** Ends in a slash. */
  readonly slackApiUrl: string
  /** For Slack's requests (in HTTP mode), /healthz and /readyz; 0 takes any free port. */
  readonly port: number
  /**
   * For /metrics alone (and /healthz, /readyz); absent: beside those on `port`, but never where Slack's requests come
   * in.
   */
  readonly metricsPort: number | undefined
  readonly sandboxPort: number
  /** Absent: the PostgreSQL that comes through npm, under `dataDir`. */
  readonly databaseUrl: Secret | undefined
  readonly dataDir: string
  /** The list of services in YAML, read already once without a mistake; absent: people keep it by forms. */
  readonly servicesFile: string | undefined
  /** A channel's id (upper-case in Slack) or its name without `#` (lower-case in Slack). */
  readonly announceChannel: string
  readonly defaultLanguage: Language
  /** `report`: guests of the workspace report and speak; `members`: they act as members do. */
  readonly guests: 'report' | 'members'
  /** Where routine support belongs: a channel's id, an address, or words; offered when a report is declined. */
  readonly supportPointer: string | undefined
  /** Minutes of the day on the person's wall clock. */
  readonly workHours: { readonly startMinute: number; readonly endMinute: number }
  /** ISO weekdays (1 = Monday … 7 = Sunday) for everybody; absent: by the country of each person's time zone. */
  readonly workDays: readonly number[] | undefined
  /** How long finished work (outbox, inbox, traces of commands) and messages in no timeline are kept, in days. */
  readonly retentionDays: number
  /** How long incidents are kept after their end, in days; absent: for ever. */
  readonly timelineRetentionDays: number | undefined
  /** How often Slack's published limits this process may use up. */
  readonly slackPace: number
  readonly customers: CustomersConfig
  /** The status page and e-mail. */
  readonly outlets: OutletConfig
  readonly logLevel: (typeof logLevels)[number]
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: (issue) => `${quoted(issue.input)} is not known: use ${values.join(', ')}` })

const dayCount = z
  .string()
  .refine((text) => /^\d{1,4}$/.test(text) && Number(text) > 0, {
    error: (issue) => `${quoted(issue.input)} is no number of days: use one from 1 to 9999`,
  })
  .transform(Number)

const slackPace = z
  .string()
  .refine((text) => /^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) >= 0.1, {
    error: (issue) => `${quoted(issue.input)} is no pace: use a number from 0.1 to 999, 1 for Slack's published limits`,
  })
  .transform(Number)

const webAddress = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '') {
    return url.href.replace(/\/*$/, '/')
  }
  context.addIssue(`${quoted(text)} is no address of a Web API: use one such as https://slack.com/api/`)
  return z.NEVER
})

/** The value stays out of the message: it holds a password. */
const databaseAddress = z.string().transform((text, context) => {
  if (URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)) return new Secret(text)
  context.addIssue('this is no PostgreSQL address: use postgres://user:password@host:5432/name, or unset it')
  return z.NEVER
})

const channel = z
  .string()
  .transform((text) => text.replace(/^#/, ''))
  .refine((text) => /^[CG][A-Z0-9]+$/.test(text) || /^[^\s\p{Lu}#@.,:/]{1,80}$/u.test(text), {
    error: (issue) =>
      `${quoted(issue.input)} is no channel: use a name in lower case, such as incidents, or an id, such as C0123456789`,
  })

const workHours = z.string().transform((text, context) => {
  const found = /^((?:[01]\d|2[0-3]):[0-5]\d)\s*-\s*((?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.exec(text)
  const [startMinute, endMinute] = [minuteOf(found?.[1]), minuteOf(found?.[2])]
  if (startMinute < endMinute) return { startMinute, endMinute }
  context.addIssue(`${quoted(text)} is no stretch of a day: use the form 09:00-18:00, the earlier time first`)
  return z.NEVER
})

/** Minutes since midnight; NaN, which is before nothing, for no time. */
function minuteOf(time: string | undefined): number {
  const [hour, minute] = time?.split(':') ?? []
  return Number(hour) * 60 + Number(minute)
}

const workDays = z.string().transform((text, context) => {
  const days = text.toLowerCase().split(',').map(daysOf)
  if (!days.includes(undefined)) return [...new Set(days.flatMap((some) => some ?? []))].toSorted((a, b) => a - b)
  context.addIssue(`${quoted(text)} names no weekdays: use the form mon-fri, sun-thu or mon,wed,fri`)
  return z.NEVER
})

/** `sun-thu` goes round the end of the week. */
function daysOf(part: string): number[] | undefined {
  const [first, last, ...more] = part.split('-').map((name) => dayNames.indexOf(name.trim()))
  if (first === undefined || first < 0 || last === -1 || more.length > 0) return undefined
  const count = last === undefined ? 1 : ((last - first + 7) % 7) + 1
  return Array.from({ length: count }, (_, ahead) => ((first + ahead) % 7) + 1)
}

const settings = z.object({
  SLACK_BOT_TOKEN: secret(
    (text) => /^(xoxe\.)?xoxb-\S+$/.test(text),
    'a bot token begins with xoxb-: copy the Bot User OAuth Token from OAuth & Permissions of your app',
  ).optional(),
  SLACK_APP_TOKEN: secret(
    (text) => /^xapp-\S+$/.test(text),
    'an app-level token begins with xapp-: make one with connections:write under Basic Information of your app',
  ).optional(),
  SLACK_SIGNING_SECRET: secret(
    (text) => !/\s|^xox|^xapp-/.test(text),
    'this is no signing secret: copy it from App Credentials under Basic Information of your app',
  ).optional(),
  SLACK_API_URL: webAddress.default('https://slack.com/api/'),
  PORT: port.default(3000),
  METRICS_PORT: port.optional(),
  SANDBOX_PORT: port.default(4010),
  DATABASE_URL: databaseAddress.optional(),
  DATA_DIR: z.string().default('./data'),
  SERVICES_FILE: z.string().optional(),
  ANNOUNCE_CHANNEL: channel.default('incidents'),
  DEFAULT_LANGUAGE: oneOf(languages).default('en'),
  GUESTS: oneOf(['report', 'members']).default('report'),
  SUPPORT_POINTER: z.string().max(300, 'this is too long for a pointer: use at most 300 characters').optional(),
  WORK_HOURS: workHours.default({ startMinute: 9 * 60, endMinute: 18 * 60 }),
  WORK_DAYS: workDays.optional(),
  RETENTION_DAYS: dayCount.default(30),
  TIMELINE_RETENTION_DAYS: dayCount.optional(),
  SLACK_PACE: slackPace.default(1),
  ...customerSettings(channel),
  ...outletSettings,
  LOG_LEVEL: oneOf(logLevels).default('info'),
})

/** The names of all settings, for the example file and the guide. */
export const settingNames: readonly string[] = [
  ...Object.keys(settings.shape),
  ...secretNames.map((name) => `${name}_FILE`),
]

/**
 * Reads the settings, and the files that hold secrets. An empty value counts as none. All mistakes are told at once,
 * each as one line that begins with the variable's name and ends in the cure; none repeats a token or a password.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): { ok: true; config: Config } | { ok: false; mistakes: string[] } {
  const { values, mistakes: inFiles } = withSecretFiles(environment)
  const given = Object.fromEntries(settingNames.map((name) => [name, values[name]?.trim() || undefined]))
  const read = settings.safeParse(given)
  const wrong = read.success ? [] : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  // A secret whose file cannot be read is not missing, so what would be said of a missing one is not said.
  const mistakes = [
    ...inFiles,
    ...wrong,
    ...wrongServices(given),
    ...(inFiles.length > 0 ? [] : [...mismatches(given), ...outletMismatches(given)]),
  ]
  if (!read.success || mistakes.length > 0) return { ok: false, mistakes }
  const { data } = read
  return {
    ok: true,
    config: {
      slack: accessOf(data.SLACK_BOT_TOKEN, data.SLACK_APP_TOKEN, data.SLACK_SIGNING_SECRET),
      slackApiUrl: data.SLACK_API_URL,
      port: data.PORT,
      metricsPort: data.METRICS_PORT,
      sandboxPort: data.SANDBOX_PORT,
      databaseUrl: data.DATABASE_URL,
      dataDir: data.DATA_DIR,
      servicesFile: data.SERVICES_FILE,
      announceChannel: data.ANNOUNCE_CHANNEL,
      defaultLanguage: data.DEFAULT_LANGUAGE,
      guests: data.GUESTS,
      supportPointer: data.SUPPORT_POINTER,
      workHours: data.WORK_HOURS,
      workDays: data.WORK_DAYS,
      retentionDays: data.RETENTION_DAYS,
      timelineRetentionDays: data.TIMELINE_RETENTION_DAYS,
      slackPace: data.SLACK_PACE,
      customers: customersOf(data, data.DEFAULT_LANGUAGE),
      outlets: outletsOf(data),
      logLevel: data.LOG_LEVEL,
    },
  }
}

function accessOf(bot: Secret | undefined, app: Secret | undefined, signing: Secret | undefined): SlackAccess {
  if (bot !== undefined && app !== undefined) return { mode: 'socket', botToken: bot, appToken: app }
  if (bot !== undefined && signing !== undefined) return { mode: 'http', botToken: bot, signingSecret: signing }
  return { mode: 'local' }
}

const wrongServices = ({ SERVICES_FILE: path }: Readonly<Record<string, string | undefined>>): string[] => {
  const read = path === undefined ? undefined : readServicesFile(path)
  return read?.ok === false ? read.mistakes.map((mistake) => `SERVICES_FILE: ${mistake}`) : []
}

/** What is wrong between settings that are each right by themselves. */
function mismatches(given: Readonly<Record<string, string | undefined>>): string[] {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing } = given
  const found: string[] = []
  if (bot !== undefined && app === undefined && signing === undefined) {
    found.push(
      'SLACK_BOT_TOKEN: it stands alone: add SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP), or unset it to try Stanch without Slack',
    )
  }
  if (bot === undefined && (app !== undefined || signing !== undefined)) {
    const other = app === undefined ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN'
    found.push(`SLACK_BOT_TOKEN: it is missing beside ${other}: copy it from OAuth & Permissions of your app`)
  }
  const local = bot === undefined && app === undefined && signing === undefined
  const sandboxPort = given['SANDBOX_PORT'] ?? '4010'
  if (local && sandboxPort !== '0' && sandboxPort === (given['PORT'] ?? '3000')) {
    found.push(`SANDBOX_PORT: ${sandboxPort} is PORT too: use another`)
  }
  const metricsPort = given['METRICS_PORT']
  if (metricsPort !== undefined && metricsPort !== '0' && metricsPort === (given['PORT'] ?? '3000')) {
    found.push(`METRICS_PORT: ${metricsPort} is PORT too: use another, or unset it`)
  }
  if (local && metricsPort !== undefined && metricsPort !== '0' && metricsPort === sandboxPort) {
    found.push(`METRICS_PORT: ${metricsPort} is SANDBOX_PORT too: use another, or unset it`)
  }
  return found
}
