import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const shape = z.object({
  features: z
    .object({
      slash_commands: z
        .array(
          z.object({
            command: z.string(),
            description: z.string().default(''),
            usage_hint: z.string().default(''),
            should_escape: z.boolean().default(false),
          }),
        )
        .default([]),
      shortcuts: z
        .array(
          z.object({
            name: z.string(),
            type: z.enum(['global', 'message']),
            callback_id: z.string(),
            description: z.string().default(''),
          }),
        )
        .default([]),
    })
    .prefault({}),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()).default([]) }).prefault({}) }).prefault({}),
  settings: z
    .object({ event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).prefault({}) })
    .prefault({}),
})

/** What the app told Slack about itself, as far as a person or an event meets it. */
export interface Manifest {
  commands: { command: string; description: string; usage_hint: string; should_escape: boolean }[]
  shortcuts: { name: string; type: 'global' | 'message'; callback_id: string; description: string }[]
  /** Bot scopes; null grants all, for an app that has no manifest yet. */
  scopes: string[] | null
  /** Bot events; null subscribes to all. */
  events: string[] | null
}

/** An app without a manifest: every command, scope and event. */
const openManifest: Manifest = { commands: [], shortcuts: [], scopes: null, events: null }

/** Takes a manifest already read, in Slack's own form. Throws zod's error when it is not one. */
const manifestFrom = (value: unknown): Manifest => {
  const read = shape.parse(value)
  return {
    commands: read.features.slash_commands,
    shortcuts: read.features.shortcuts,
    scopes: read.oauth_config.scopes.bot,
    events: read.settings.event_subscriptions.bot_events,
  }
}

/**
 * The manifest a sandbox starts with: an object as given, a file by its path (YAML or JSON), or ./manifest.yml when
 * nothing is named and it exists. `null` asks for the open one.
 */
export const readManifest = (given: string | object | null | undefined): Manifest => {
  if (given === null) return openManifest
  if (typeof given === 'object') return manifestFrom(given)
  const path = given ?? 'manifest.yml'
  if (given === undefined && !existsSync(path)) return openManifest
  return manifestFrom(parse(readFileSync(path, 'utf8')))
}
