import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { slackEvent } from '../src/slack/hear.ts'
import { requiredScopes } from '../src/slack/scopes.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = promisify(execFile)

/**
 * The keys and limits of Slack's schema 2.0.0 (slackapi/manifest-schema), as far as this manifest goes; it allows no
 * other key.
 */
const schema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.number() }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().min(1).max(140),
    long_description: z.string().min(175).max(4000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/i),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: z.string().min(1).max(80), always_online: z.boolean() }),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(24),
          type: z.enum(['global', 'message']),
          callback_id: z.string().min(1).max(255),
          description: z.string().min(1).max(150),
        }),
      )
      .min(1)
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().startsWith('/').max(32),
          url: z.url().optional(),
          description: z.string().min(1).max(2000),
          usage_hint: z.string().max(1000),
          should_escape: z.literal(true),
        }),
      )
      .min(1)
      .max(50),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()).min(1) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: z.url().optional(),
      bot_events: z.array(z.string()).min(1).max(100),
    }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: z.url().optional() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.literal(false),
  }),
})

const channels = (word: string) => [`channels:${word}`, `groups:${word}`]

/**
 * Bot scopes by method, from each method's page in docs.slack.dev: all are needed, for public channels, private ones
 * and direct messages.
 * A method that is not here has not been looked up.
 */
const scopesOfMethod: Record<string, string[]> = {
  'apps.connections.open': [], // the app-level token's connections:write
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.archive': ['channels:manage', 'groups:write'],
  'conversations.create': ['channels:manage'],
  'conversations.history': [...channels('history'), 'im:history'],
  'conversations.info': channels('read'),
  'conversations.invite': ['channels:manage', 'groups:write'],
  'conversations.members': channels('read'),
  'conversations.open': ['im:write'],
  'conversations.rename': ['channels:manage', 'groups:write'],
  'conversations.replies': [...channels('history'), 'im:history'],
  'conversations.setPurpose': ['channels:manage', 'groups:write'],
  'conversations.setTopic': ['channels:manage', 'groups:write'],
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'pins.add': ['pins:write'],
  'pins.remove': ['pins:write'],
  'reactions.add': ['reactions:write'],
  'reactions.remove': ['reactions:write'],
  'users.conversations': channels('read'),
  'users.info': ['users:read', 'users:read.email'],
  'users.list': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
}

/** Bot scopes by event, from each event's page in docs.slack.dev. */
const scopesOfEvent: Record<string, string[]> = {
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  channel_rename: ['channels:read'],
  channel_archive: ['channels:read'],
  channel_unarchive: ['channels:read'],
  channel_deleted: ['channels:read'],
  group_rename: ['groups:read'],
  group_archive: ['groups:read'],
  group_unarchive: ['groups:read'],
  group_deleted: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  team_join: ['users:read'],
  user_change: ['users:read'],
}

const read = () => schema.parse(parse(readFileSync(join(root, 'manifest.yml'), 'utf8')))

/** `client.chat.update(` and `'chat.update'`, wherever they stand in the sources. */
function methodsCalled(): string[] {
  const groups = [...new Set(Object.keys(scopesOfMethod).map((method) => method.split('.')[0]))].join('|')
  const pattern = new RegExp(`(?:client\\.|')((?:${groups})(?:\\.[a-z]\\w*)+)(?=['(])`, 'gi')
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const found = files.flatMap((file) =>
    [...readFileSync(join(root, 'src', file), 'utf8').matchAll(pattern)].map((match) => match[1] ?? ''),
  )
  return [...new Set(found)].toSorted()
}

async function print(...args: string[]) {
  return run(process.execPath, [join(root, 'scripts/run.mjs'), 'manifest', ...args]).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  )
}

describe('manifest.yml', () => {
  it('keeps to the limits of the schema', () => {
    expect(() => read()).not.toThrow()
  })

  it('is for Socket Mode, and names no address', () => {
    const manifest = read()
    expect(manifest.settings.socket_mode_enabled).toBe(true)
    expect(JSON.stringify(manifest)).not.toContain('url"')
  })

  it('names each shortcut and scope once', () => {
    const manifest = read()
    for (const list of [
      manifest.features.shortcuts.map((shortcut) => shortcut.callback_id),
      manifest.oauth_config.scopes.bot,
    ]) {
      expect(new Set(list).size).toBe(list.length)
    }
  })

  it('gives the reason of every scope in a comment before it', () => {
    const lines = readFileSync(join(root, 'manifest.yml'), 'utf8').split('\n')
    const unexplained = read().oauth_config.scopes.bot.filter((scope) => {
      const line = lines.findIndex((text) => text.trim() === `- ${scope}`)
      return !/^ +# ./.test(lines[line - 1] ?? '')
    })
    expect(unexplained).toEqual([])
  })

  it('subscribes to the events that are heard, and to no other', () => {
    const heard = slackEvent.options
      .flatMap(({ shape: { type } }): readonly string[] => ('options' in type ? type.options : [...type.values]))
      .flatMap((type) => (type === 'message' ? ['message.channels', 'message.groups'] : [type]))
    expect(read().settings.event_subscriptions.bot_events.toSorted()).toEqual(heard.toSorted())
  })

  it('has a scope for every method that is called', () => {
    const granted = read().oauth_config.scopes.bot
    expect(methodsCalled()).toContain('chat.postMessage')
    for (const method of methodsCalled()) {
      const needed = scopesOfMethod[method]
      if (needed === undefined) expect.fail(`${method} is called: look its scopes up and add it to the list above`)
      expect(granted, method).toEqual(expect.arrayContaining(needed))
    }
  })

  it('has a scope for every event', () => {
    const manifest = read()
    for (const event of manifest.settings.event_subscriptions.bot_events) {
      expect(manifest.oauth_config.scopes.bot, event).toEqual(
        expect.arrayContaining(scopesOfEvent[event] ?? ['unknown']),
      )
    }
  })

  it('has the scopes that the health check looks for', () => {
    expect([...requiredScopes].toSorted()).toEqual(read().oauth_config.scopes.bot.toSorted())
  })

  it('asks for no scope that nothing uses', () => {
    const manifest = read()
    const used = new Set([
      'commands',
      ...methodsCalled().flatMap((method) => scopesOfMethod[method] ?? []),
      ...manifest.settings.event_subscriptions.bot_events.flatMap((event) => scopesOfEvent[event] ?? []),
    ])
    expect(manifest.oauth_config.scopes.bot.filter((scope) => !used.has(scope))).toEqual([])
  })
})

describe('npm run manifest', () => {
  it.each([
    ['https://stanch.example.com', 'https://stanch.example.com/slack/events'],
    ['https://example.com/bots/stanch/', 'https://example.com/bots/stanch/slack/events'],
    ['https://example.com/slack/events', 'https://example.com/slack/events'],
  ])('prints the manifest for HTTP at %s, comments and all', async (url, address) => {
    const { code, stdout } = await print('--url', url)
    const manifest = schema.parse(parse(stdout))
    expect(code).toBe(0)
    expect(manifest.settings.socket_mode_enabled).toBe(false)
    expect(manifest.settings.interactivity.request_url).toBe(address)
    expect(manifest.settings.event_subscriptions.request_url).toBe(address)
    expect(manifest.features.slash_commands.map((command) => command.url)).toEqual([address])
    expect(stdout).toContain('# Pins the card')
    expect(stdout.split('\n')[0]).toContain('HTTP')
  })

  it('prints the one for Socket Mode without an address', async () => {
    expect((await print()).stdout).toBe(readFileSync(join(root, 'manifest.yml'), 'utf8'))
  })

  it.each([
    ['an address without https', ['--url', 'http://stanch.example.com']],
    ['no address at all', ['--url', 'stanch']],
    ['a missing address', ['--url']],
    ['an option that it does not know', ['--host', 'x']],
  ])('refuses %s in one line with the cure', async (_, args) => {
    const { code, stdout, stderr } = await print(...args)
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('use ')])
  })
})
