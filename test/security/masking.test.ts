import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secretsIn } from '../../scripts/start/log.ts'
import { readConfig } from '../../src/config.ts'
import { maskerFor } from '../../src/masking.ts'
import { secretNames } from '../../src/secret-files.ts'

const masked = maskerFor({
  secrets: ['8f742231b10e8888abcd99yyyzzz85a5', 'postgres://stanch:hunter2%2F%40x@db.example:5432/stanch'],
  slackApiUrl: 'http://127.0.0.1:4010/api/',
})

describe('out of a line go', () => {
  it.each([
    ['a bot token', 'Error: xoxb-1234-5678-AbCdEf failed', 'xoxb-1234'],
    ['a rotated token', '{"token":"xoxe.xoxb-1-Mi0yLTEyMzQ"}', 'Mi0yLTEyMzQ'],
    ['an app token', 'Bearer xapp-1-A0-1-deadbeef', 'deadbeef'],
    ['a response_url', 'POST https://hooks.slack.com/commands/T1/2/xyzzy failed', 'xyzzy'],
    ['a response_url of GovSlack', '"https://hooks.slack-gov.com/actions/T1/2/xyzzy"', 'xyzzy'],
    ['a response_url of the server that SLACK_API_URL names', 'http://127.0.0.1:4010/response/xyzzy', 'xyzzy'],
    ['an address for an upload', 'https://files.slack.com/upload/v1/xyzzy', 'xyzzy'],
    ['the ticket of a socket', 'wss://wss-primary.slack.com:443/?ticket=xyzzy&app_id=1', 'xyzzy'],
    ['a trigger', 'trigger 13345224609.738474920.8088930838d88f008e0 expired', '8088930838d88f008e0'],
    ['a signature', `"x-slack-signature":"v0=${'ab'.repeat(32)}"`, 'abab'],
    ['the signing secret', 'hmac with 8f742231b10e8888abcd99yyyzzz85a5', '8f742231'],
    ['a password in an address', 'connect postgres://u:s3cret@db/stanch', 's3cret'],
    ['a password with an @ in it', 'connect postgres://u:s3@r3t@db/stanch', 'r3t'],
    ['our own password, encoded', 'password hunter2%2F%40x', 'hunter2'],
    ['our own password, plain', 'password hunter2/@x', 'hunter2'],
    ['a password among parameters', 'host=db password=s3cret user=u', 's3cret'],
    [
      'what people typed, in a failed statement',
      String.raw`"Failed query: select 1\nparams: the \"merger\" with Initech,1\n    at db/people.ts:31"`,
      'Initech',
    ],
  ])('%s', (_, line, secret) => {
    expect(line).toContain(secret)
    expect(masked(line)).not.toContain(secret)
    expect(masked(line)).toContain('[secret]')
  })
})

it('knows every setting that may stand in a file of its own for a secret, and takes it out of a line', () => {
  const secrets: Readonly<Record<(typeof secretNames)[number], readonly string[]>> = {
    SLACK_BOT_TOKEN: ['xoxb-1-2-three'],
    SLACK_APP_TOKEN: ['xapp-1-2-three'],
    SLACK_SIGNING_SECRET: ['8f742231b10e8888abcd'],
    DATABASE_URL: ['postgres://stanch:hunter2@db/stanch'],
    WEBHOOKS: [
      'https://crm.example.com/hooks/t0ken',
      '6f1f0c5e6f1f0c5e',
      'https://chat.example.com/t1ken',
      '7a7a0c5e6f1f0c5e',
    ],
    SMTP_URL: ['smtps://status:hunter3@mail.example.com:465'],
  }
  const webhooks = secrets.WEBHOOKS
  const given = {
    ...Object.fromEntries(Object.entries(secrets).map(([name, [value]]) => [name, value])),
    WEBHOOKS: `crm ${webhooks[0]} ${webhooks[1]}; chat ${webhooks[2]} ${webhooks[3]}`,
    EMAIL_FROM: 'status@example.com',
    PUBLIC_URL: 'https://status.example.com/',
    STATUS_PORT: '8080',
  }
  // Socket Mode and HTTP have a key each, and one process has not both.
  const known = (['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const).flatMap((other) => {
    const read = readConfig({ ...given, [other]: undefined })
    return read.ok ? secretsIn(read.config) : expect.fail(read.mistakes.join('\n'))
  })
  expect([...new Set(known)].toSorted()).toEqual(Object.values(secrets).flat().toSorted())
  const hide = maskerFor({ secrets: known, slackApiUrl: 'https://slack.com/api/' })
  expect(hide(`POST ${webhooks[0]} failed: 6f1f0c5e6f1f0c5e`)).toBe('POST [secret] failed: [secret]')
  expect(hide('535 for status with hunter3')).toBe('535 for status with [secret]')
})

describe('in a line stay', () => {
  it.each([
    ['what Slack calls messages', 'ts 1700000000.000100 in C0123'],
    ['where a fault was', 'at file:///srv/stanch/node_modules/@slack/bolt/dist/App.js:12:3'],
    ['methods of the Web API', 'http://127.0.0.1:4010/api/chat.postMessage and https://slack.com/api/chat.update'],
    ['links', 'https://acme.slack.com/archives/C1/p1700000000000100'],
  ])('%s', (_, line) => {
    expect(masked(line)).toBe(line)
  })

  it('the stack behind a failed statement', () => {
    expect(masked(String.raw`"Failed query\nparams: a,b\n    at db/people.ts:31"`)).toContain('at db/people.ts:31')
  })
})

it('leaves a line of JSON one that can be read', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), fc.webUrl(), (facts, url) => {
      expect(() => JSON.parse(masked(JSON.stringify({ ...facts, url, token: 'xoxb-1-2-3' })))).not.toThrow()
    }),
  )
})
