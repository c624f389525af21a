import { readFileSync } from 'node:fs'
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
      sandboxPort: 4010,
      databaseUrl: undefined,
      dataDir: './data',
      announceChannel: 'incidents',
      defaultLanguage: 'en',
      guests: 'report',
      workHours: { startMinute: 540, endMinute: 1080 },
      workDays: undefined,
      retentionDays: 30,
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
    ['RETENTION_DAYS', 'a month'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s in one line with its name', (name, value) => {
    const mistakes = mistakesOf({ [name]: value })
    expect(mistakes).toHaveLength(1)
    expect(mistakes[0]).toMatch(new RegExp(`^${name}: .*use .+$`))
  })

  it('refuses one port for two servers', () => {
    expect(mistakesOf({ PORT: '4010' })).toEqual([expect.stringMatching(/^SANDBOX_PORT: 4010 is PORT too/)])
    expect(mistakesOf({ PORT: '4010', ...bot, ...app })).toEqual([])
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
