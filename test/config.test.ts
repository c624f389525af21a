import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect, parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readConfig, settingNames } from '../src/config.ts'

const bot = { SLACK_BOT_TOKEN: 'xoxb-1-bot' }
const app = { SLACK_APP_TOKEN: 'xapp-1-app' }
const signing = { SLACK_SIGNING_SECRET: 'abcdef0123456789' }

function configOf(environment: Record<string, string>) {
  const read = readConfig(environment)
  if (!read.ok) throw new Error(read.mistakes.join('\n'))
  return read.config
}

function mistakesOf(environment: Record<string, string>): string[] {
  const read = readConfig(environment)
  return read.ok ? [] : read.mistakes
}

describe('how Slack reaches Stanch', () => {
  it.each([
    ['nothing set: the local workspace', {}, 'local'],
    ['empty values, as an untouched example file has them', { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: ' ' }, 'local'],
    ['bot and app token: Socket Mode', { ...bot, ...app }, 'socket'],
    ['bot token and signing secret: HTTP', { ...bot, ...signing }, 'http'],
    ['all three: Socket Mode', { ...bot, ...app, ...signing }, 'socket'],
  ])('%s', (_, environment, mode) => {
    expect(configOf(environment).slack.mode).toBe(mode)
  })

  it.each([
    ['a bot token alone', bot, /^SLACK_BOT_TOKEN: .*SLACK_APP_TOKEN.*SLACK_SIGNING_SECRET/],
    ['an app token without a bot token', app, /^SLACK_BOT_TOKEN: .*SLACK_APP_TOKEN.*OAuth & Permissions/],
    ['a signing secret without a bot token', signing, /^SLACK_BOT_TOKEN: .*SLACK_SIGNING_SECRET/],
    ['the app token in the place of the bot token', { ...app, SLACK_BOT_TOKEN: 'xapp-1' }, /^SLACK_BOT_TOKEN: .*xoxb-/],
    ['the bot token in the place of the app token', { ...bot, SLACK_APP_TOKEN: 'xoxb-1' }, /^SLACK_APP_TOKEN: .*xapp-/],
    ['a token for a signing secret', { ...bot, SLACK_SIGNING_SECRET: 'xoxb-1' }, /^SLACK_SIGNING_SECRET: .*Basic Info/],
  ])('refuses %s and says the cure', (_, environment, expected) => {
    expect(mistakesOf(environment)).toEqual([expect.stringMatching(expected)])
  })
})

describe('every other setting', () => {
  it('has a default', () => {
    expect(configOf({})).toEqual({
      slack: { mode: 'local' },
      slackApiUrl: 'https://slack.com/api/',
      port: 3000,
      metricsPort: undefined,
      sandboxPort: 4010,
      databaseUrl: undefined,
      dataDir: './data',
      announceChannel: 'incidents',
      defaultLanguage: 'en',
      guests: 'report',
      workHours: { startMinute: 540, endMinute: 1080 },
      workDays: undefined,
      retentionDays: 30,
      timelineRetentionDays: undefined,
      slackPace: 1,
      outlets: {
        publicUrl: undefined,
        statusPage: undefined,
        name: undefined,
        email: undefined,
        emailOff: undefined,
      },
      customers: { languages: ['en'], channels: [], webhooks: [] },
      logLevel: 'info',
    })
  })

  it.each([
    ['http://127.0.0.1:4010/api', 'http://127.0.0.1:4010/api/'],
    ['https://slack.example/api//', 'https://slack.example/api/'],
  ])('ends the address of the Web API %s in one slash', (given, expected) => {
    expect(configOf({ SLACK_API_URL: given }).slackApiUrl).toBe(expected)
  })

  it.each([
    ['#war-room', 'war-room'],
    ['war-room', 'war-room'],
    ['תקלות', 'תקלות'],
    ['C0123456789', 'C0123456789'],
  ])('takes the channel %s', (given, expected) => {
    expect(configOf({ ANNOUNCE_CHANNEL: given }).announceChannel).toBe(expected)
  })

  it.each([
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['sun-thu', [1, 2, 3, 4, 7]],
    ['Mon, Wed,fri', [1, 3, 5]],
    ['mon-thu,sat', [1, 2, 3, 4, 6]],
    ['fri', [5]],
  ])('reads the working days %s', (given, expected) => {
    expect(configOf({ WORK_DAYS: given }).workDays).toEqual(expected)
  })

  it('reads working hours up to midnight', () => {
    expect(configOf({ WORK_HOURS: '07:30-24:00' }).workHours).toEqual({ startMinute: 450, endMinute: 1440 })
  })

  it.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['SANDBOX_PORT', '-1'],
    ['SLACK_API_URL', 'slack.com/api'],
    ['SLACK_API_URL', 'ftp://slack.com/api/'],
    ['DATABASE_URL', 'mysql://db/stanch'],
    ['ANNOUNCE_CHANNEL', 'Not A Channel'],
    ['DEFAULT_LANGUAGE', 'fr'],
    ['GUESTS', 'yes'],
    ['WORK_HOURS', '18:00-09:00'],
    ['WORK_HOURS', '9-18'],
    ['WORK_DAYS', 'mon-'],
    ['WORK_DAYS', 'funday'],
    ['RETENTION_DAYS', '0'],
    ['SLACK_PACE', '0'],
    ['SLACK_PACE', 'fast'],
    ['RETENTION_DAYS', 'a month'],
    ['TIMELINE_RETENTION_DAYS', '-1'],
    ['LOG_LEVEL', 'loud'],
    ['CUSTOMER_LANGUAGES', 'en,fr'],
    ['CUSTOMER_CHANNELS', 'support,Sales'],
    ['PUBLIC_URL', 'status.example.com'],
    ['PUBLIC_URL', 'https://status.example.com/?a=b'],
    ['STATUS_PORT', 'public'],
    ['STATUS_TIME_ZONE', 'Berlin'],
    ['INTERNAL_EMAIL_DOMAINS', 'example.com,@example'],
  ])('refuses %s=%s in one line with its name', (name, value) => {
    const mistakes = mistakesOf({ [name]: value })
    expect(mistakes).toHaveLength(1)
    expect(mistakes[0]).toMatch(new RegExp(`^${name}: .*use .+$`))
  })

  it('refuses one port for two servers', () => {
    expect(mistakesOf({ PORT: '4010' })).toEqual([expect.stringMatching(/^SANDBOX_PORT: 4010 is PORT too/)])
    expect(mistakesOf({ PORT: '4010', ...bot, ...app })).toEqual([])
    expect(mistakesOf({ METRICS_PORT: '3000' })).toEqual([expect.stringMatching(/^METRICS_PORT: 3000 is PORT too/)])
    expect(mistakesOf({ METRICS_PORT: '4010' })).toEqual([
      expect.stringMatching(/^METRICS_PORT: 4010 is SANDBOX_PORT too/),
    ])
    expect(mistakesOf({ METRICS_PORT: '9464' })).toEqual([])
  })
})

it('tells all mistakes at once', () => {
  const mistakes = mistakesOf({ ...bot, PORT: 'x', GUESTS: 'x', WORK_DAYS: 'x', SLACK_API_URL: 'x' })
  expect(mistakes.map((line) => line.split(':')[0])).toEqual([
    'SLACK_API_URL',
    'PORT',
    'GUESTS',
    'WORK_DAYS',
    'SLACK_BOT_TOKEN',
  ])
})

it('prints no secret, in the settings or in a mistake', () => {
  const database = 'postgres://stanch:hunter2@db/stanch'
  const config = configOf({ ...bot, ...app, DATABASE_URL: database })
  for (const printed of [JSON.stringify(config), inspect(config, { depth: 9 }), `${config.databaseUrl}`]) {
    expect(printed).not.toMatch(/xoxb-1|xapp-1|hunter2/)
  }
  expect(config.databaseUrl?.reveal()).toBe(database)
  const refused = mistakesOf({ SLACK_BOT_TOKEN: 'xoxp-leak', ...app, DATABASE_URL: 'my://stanch:hunter2@db' })
  expect(refused).toHaveLength(2)
  expect(refused.join()).not.toMatch(/leak|hunter2/)
})

describe('e-mail', () => {
  const smtp = { SMTP_URL: 'smtps://stanch:hunter2@smtp.example.com', EMAIL_FROM: 'Acme Status <Status@EXAMPLE.com>' }
  const page = { STATUS_PORT: '8080', PUBLIC_URL: 'https://status.example.com' }

  it('has a server, a sender, and a page that its links lead to', () => {
    expect(configOf({ ...smtp, ...page, INTERNAL_EMAIL_DOMAINS: 'Example.com, example.org' }).outlets).toMatchObject({
      publicUrl: 'https://status.example.com/',
      name: 'status.example.com',
      email: {
        from: { name: 'Acme Status', address: 'Status@example.com' },
        internalDomains: ['example.com', 'example.org'],
      },
      emailOff: undefined,
    })
  })

  it('is off without the page, and says what is missing', () => {
    expect(configOf({ ...smtp, STATUS_PORT: '8080' }).outlets).toMatchObject({
      email: undefined,
      emailOff: expect.stringContaining('Set PUBLIC_URL'),
    })
    expect(configOf(smtp).outlets.emailOff).toContain('Set PUBLIC_URL and STATUS_PORT')
  })

  it.each([
    ['a server without a sender', { SMTP_URL: smtp.SMTP_URL }, /^EMAIL_FROM: .*missing/],
    ['a sender without a server', { EMAIL_FROM: smtp.EMAIL_FROM }, /^SMTP_URL: .*missing/],
    ['a sender with a line end in it', { ...smtp, EMAIL_FROM: 'A\nBcc: b@c.de <a@b.de>' }, /^EMAIL_FROM: .*no sender/],
    ['a page on the port of something else', { STATUS_PORT: '3000' }, /^STATUS_PORT: 3000 is PORT too/],
  ])('refuses %s', (_, environment, expected) => {
    expect(mistakesOf(environment)).toEqual([expect.stringMatching(expected)])
  })

  it('repeats no password of a server that is none', () => {
    expect(mistakesOf({ ...smtp, SMTP_URL: 'https://stanch:hunter2@smtp.example.com' }).join()).toMatch(
      /^SMTP_URL: (?!.*hunter2)/,
    )
  })
})

describe('a secret in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stanch-secrets-'))
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }

  it('counts as if it stood in the environment, without the line end behind it', () => {
    const { slack, databaseUrl } = configOf({
      SLACK_BOT_TOKEN_FILE: file('bot', 'xoxb-1-bot\n'),
      SLACK_SIGNING_SECRET_FILE: file('signing', '\ufeffabcdef0123456789\r\n'),
      DATABASE_URL_FILE: file('database', 'postgres://stanch:hunter2@db/stanch\n\n'),
    })
    expect(slack.mode === 'http' && [slack.botToken.reveal(), slack.signingSecret.reveal()]).toEqual([
      'xoxb-1-bot',
      'abcdef0123456789',
    ])
    expect(databaseUrl?.reveal()).toBe('postgres://stanch:hunter2@db/stanch')
    expect(configOf({ ...bot, SLACK_APP_TOKEN_FILE: file('app', 'xapp-1-app') }).slack.mode).toBe('socket')
  })

  it('of receivers names one a line', () => {
    const lines = `# ours\ncrm https://crm.test/in ${'a'.repeat(32)}\r\npager https://pager.test/in ${'b'.repeat(32)}\n`
    const { customers } = configOf({ ...bot, ...app, WEBHOOKS_FILE: file('receivers', lines) })
    expect(customers.webhooks.map(({ id, secret }) => [id, secret.reveal()])).toEqual([
      ['crm', 'a'.repeat(32)],
      ['pager', 'b'.repeat(32)],
    ])
  })

  it.each([
    ['is not there', { SLACK_APP_TOKEN_FILE: join(folder, 'nowhere') }, 'there is no such file: name the one'],
    ['is a folder', { SLACK_APP_TOKEN_FILE: folder }, 'this is a folder: name the file in it'],
    ['is empty', { SLACK_APP_TOKEN_FILE: file('empty', ' \n') }, 'the file is empty: put the value into it'],
    [
      'has more than the value',
      { SLACK_APP_TOKEN_FILE: file('two', 'xapp-1-app\nxoxb-1-bot\n') },
      'the file has 2 lines: leave the value alone in it',
    ],
    ['stands beside the value itself', { ...app, SLACK_APP_TOKEN_FILE: file('a', 'xapp-1') }, 'is set too: unset one'],
  ])('that %s is told in one line with the cure', (_, environment, cure) => {
    const mistakes = mistakesOf({ ...bot, ...environment })
    expect(mistakes).toEqual([expect.stringMatching(/^SLACK_APP_TOKEN_FILE: /)])
    expect(mistakes[0]).toContain(cure)
  })

  it('that holds nonsense is told without repeating it', () => {
    const mistakes = mistakesOf({ ...app, SLACK_BOT_TOKEN_FILE: file('wrong', 'xoxp-leak') })
    expect(mistakes).toEqual([expect.stringMatching(/^SLACK_BOT_TOKEN: /)])
    expect(mistakes.join()).not.toContain('leak')
  })
})

describe('.env.example', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')

  it('is a set of settings that Stanch accepts as it is', () => {
    expect(mistakesOf({ ...parseEnv(text) } as Record<string, string>)).toEqual([])
  })

  it('documents every setting and no other', () => {
    const documented = [...text.matchAll(/^#? ?([A-Z_]+)=/gm)].map((found) => found[1])
    expect(documented.toSorted()).toEqual([...settingNames].toSorted())
  })
})
