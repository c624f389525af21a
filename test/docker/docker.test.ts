import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { settingNames } from '../../src/config.ts'
import { sourcesOfCopy, instructions } from './dockerfile.ts'

/* There is no Docker engine where these run: what can be read of both files is read. */

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string): string => readFileSync(`${root}/${file}`, 'utf8')

const service = z.object({
  image: z.string(),
  build: z.string().optional(),
  environment: z.record(z.string(), z.string()),
  secrets: z.array(z.string()),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.literal('service_healthy') })).optional(),
  command: z.array(z.string()).optional(),
  healthcheck: z.object({ test: z.array(z.string()).min(2), interval: z.string(), timeout: z.string() }).optional(),
  logging: z.object({ driver: z.string(), options: z.object({ 'max-size': z.string(), 'max-file': z.string() }) }),
  restart: z.literal('unless-stopped'),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  deploy: z.object({
    replicas: z.number().optional(),
    resources: z.object({ limits: z.object({ cpus: z.string(), memory: z.string() }) }),
  }),
})
const compose = z
  .object({
    services: z.object({ stanch: service, backup: service, database: service }).strict(),
    volumes: z.record(z.string(), z.null()),
    secrets: z.record(z.string(), z.object({ file: z.string() })),
  })
  .parse(parse(read('compose.yml'), { merge: true }))
const { stanch, backup, database } = compose.services

describe('compose.yml', () => {
  it('runs two replicas of what is built here, and waits for a database that can take them', () => {
    expect(stanch).toMatchObject({ build: '.', deploy: { replicas: 2 } })
    expect(stanch.depends_on).toEqual({ database: { condition: 'service_healthy' } })
    expect(database.image).toBe('postgres:18')
    expect(database.healthcheck?.test.join(' ')).toContain('pg_isready')
    // Where that image has kept its data since 18; a volume on the old place would stay empty.
    expect(database.volumes).toEqual(['database:/var/lib/postgresql'])
  })

  it('gives every secret as a file, and none in the environment', () => {
    for (const { environment, secrets } of Object.values(compose.services)) {
      const mounted = Object.values(environment).flatMap((value) => /^\/run\/secrets\/(\w+)$/.exec(value)?.[1] ?? [])
      expect(mounted.toSorted()).toEqual(secrets.toSorted())
      for (const secret of secrets) expect(compose.secrets[secret]?.file).toBe(`./secrets/${secret}`)
    }
    expect(read('.gitignore')).toContain('secrets/')
  })

  it('speaks of settings that there are', () => {
    for (const { environment } of [stanch, backup]) {
      for (const name of Object.keys(environment)) expect(settingNames).toContain(name)
    }
  })

  it('writes only where it may, and never without end', () => {
    for (const one of Object.values(compose.services)) {
      expect(Number.parseInt(one.logging.options['max-size'], 10)).toBeGreaterThan(0)
      for (const volume of one.volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0])
    }
    for (const one of [stanch, backup]) expect(one).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
  })

  it('makes a backup a day with the command that there is, and is unwell without one', () => {
    const command = backup.command?.join(' ') ?? ''
    expect(command).toContain('node scripts/run.mjs backup /backups')
    expect(command).toContain('sleep 86400')
    expect(backup.volumes).toEqual(['backups:/backups'])
    expect(backup.healthcheck?.test.join(' ')).toContain('/backups')
  })
})

describe('the Dockerfile', () => {
  const steps = instructions(read('Dockerfile'))
  const last = steps.findLastIndex(({ name }) => name === 'FROM')
  const final = steps.slice(last)

  it('builds on an image with a Node that we run on, and ends as an ordinary user', () => {
    expect(steps.filter(({ name }) => name === 'FROM').map(({ rest }) => rest)).toEqual([
      'node:22-slim AS build',
      'node:22-slim',
    ])
    expect(final.find(({ name }) => name === 'USER')?.rest).toBe('node')
    expect(final.findIndex(({ name }) => name === 'USER')).toBeLessThan(final.findIndex(({ name }) => name === 'CMD'))
  })

  it('copies what there is, and the context holds nothing else', () => {
    const copied = steps
      .filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from'))
      .flatMap(sourcesOfCopy)
    for (const path of copied) expect(existsSync(`${root}/${path}`), path).toBe(true)
    const letIn = read('.dockerignore').match(/^!.+$/gm)
    expect(letIn?.map((line) => line.slice(1)).toSorted()).toEqual(copied.toSorted())
    expect(read('.dockerignore')).toMatch(/^\*$/m)
  })

  it('starts, stops and is asked for its health as the program does these', () => {
    expect(final.find(({ name }) => name === 'CMD')?.rest).toBe(
      '["node", "--max-semi-space-size=2", "scripts/run.mjs", "start"]',
    )
    expect(final.find(({ name }) => name === 'STOPSIGNAL')?.rest).toBe('SIGTERM')
    const health = final.find(({ name }) => name === 'HEALTHCHECK')?.rest ?? ''
    const command = z.array(z.string()).parse(JSON.parse(health.slice(health.indexOf('['))))
    expect(command.slice(0, 2)).toEqual(['node', '-e'])
    expect(() => new Function(command[2] ?? '')).not.toThrow()
    expect(command[2]).toContain('/healthz')
  })
})
