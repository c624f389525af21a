import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { parseEnv } from 'node:util'
import { assert as holds, constantFrom, property, string, stringMatching, uniqueArray } from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { CannotWrite, writeSettings } from '../../scripts/connect/env-file.ts'
import { withSettings } from '../../scripts/connect/env-text.ts'
import { createAppLink } from '../../scripts/connect/link.ts'
import { readOptions } from '../../scripts/connect/options.ts'
import { recognise } from '../../scripts/connect/recognise.ts'
import { Interrupted, openTerminal } from '../../scripts/connect/terminal.ts'
import { overHttp } from '../../scripts/manifest/over-http.ts'
import { currentManifest, digestOf } from '../../src/connected.ts'

const freshFolder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'stanch-connect-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

describe('the link that creates the app', () => {
  it('opens Slack’s page and brings the whole manifest, for Socket Mode and for HTTP', async () => {
    const manifest = await currentManifest()
    for (const text of [manifest, overHttp(manifest, 'https://stanch.example.com/slack/events')]) {
      const link = new URL(createAppLink(text))
      expect(link.origin + link.pathname).toBe('https://api.slack.com/apps')
      expect(link.searchParams.get('new_app')).toBe('1')
      expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(parse(text))
      // What servers commonly take for a request's first line.
      expect(link.href.length).toBeLessThan(8_000)
      expect(link.href).toMatch(/^[\x21-\x7e]+$/)
    }
  })
})

describe('what the app was made from', () => {
  it('is the same whatever comments say, and another with any other word', async () => {
    const manifest = await currentManifest()
    expect(digestOf(`# new\n\n${manifest.replaceAll(/^ +# .*$/gm, '      # other words')}`)).toBe(digestOf(manifest))
    expect(digestOf(manifest.replace('- pins:write', '- pins:read'))).not.toBe(digestOf(manifest))
  })
})

describe('what is pasted', () => {
  it.each([
    ['SLACK_BOT_TOKEN', '  xoxb-12-34-abcDEF\n', 'xoxb-12-34-abcDEF'],
    ['SLACK_BOT_TOKEN', '"xoxb-12-34-abc"', 'xoxb-12-34-abc'],
    ['SLACK_BOT_TOKEN', '“xoxb-12-34-abc”', 'xoxb-12-34-abc'],
    ['SLACK_BOT_TOKEN', "export SLACK_BOT_TOKEN='xoxb-1-2-a'", 'xoxb-1-2-a'],
    ['SLACK_BOT_TOKEN', '\u200bxoxe.xoxb-1-abc\u200b', 'xoxe.xoxb-1-abc'],
    ['SLACK_APP_TOKEN', 'xapp-1-A0STANCH-9-beef', 'xapp-1-A0STANCH-9-beef'],
    ['SLACK_SIGNING_SECRET', '8f742231b10e8888abcd99yyyzzz85a5', '8f742231b10e8888abcd99yyyzzz85a5'],
  ] as const)('for %s as %j is taken', (name, pasted, value) => {
    const found = recognise(name, pasted)
    expect(found.ok && found.secret.reveal()).toBe(value)
  })

  it.each([
    ['SLACK_BOT_TOKEN', '', /^Nothing was pasted. Copy the Bot User OAuth Token/],
    ['SLACK_BOT_TOKEN', 'xapp-1-A0-1-leak', /^This is the app-level token. Copy the Bot/],
    ['SLACK_BOT_TOKEN', 'xoxp-1-2-leak', /^This is the User OAuth Token/],
    ['SLACK_BOT_TOKEN', 'xoxe.xoxp-1-leak', /^This is the User OAuth Token/],
    ['SLACK_BOT_TOKEN', 'xoxe-1-leak', /^This is a refresh token/],
    ['SLACK_BOT_TOKEN', '0123456789abcdef0123456789abcdef', /^This is a Signing Secret or a Client Secret/],
    ['SLACK_BOT_TOKEN', '1234567890.1234567890123', /^This is the Client ID/],
    ['SLACK_BOT_TOKEN', 'A012345678', /^This is the App ID/],
    ['SLACK_BOT_TOKEN', 'https://hooks.slack.com/services/leak', /^This is an address/],
    ['SLACK_BOT_TOKEN', 'xoxb-12-34 leak', /^There is a space or a line end in the middle/],
    ['SLACK_BOT_TOKEN', 'xoxb-12-34\nleak', /^There is a space or a line end in the middle/],
    ['SLACK_BOT_TOKEN', 'xoxb-12-…leak', /^This is the short form/],
    ['SLACK_BOT_TOKEN', 'xoxb-****-leak', /^This is the short form/],
    ['SLACK_BOT_TOKEN', 'xoxb-12-34-лeak', /^There are characters in it that Slack never uses/],
    ['SLACK_BOT_TOKEN', 'hunter2leak', /^Slack has nothing that looks like this/],
    ['SLACK_APP_TOKEN', 'xoxb-1-2-leak', /^This is the bot token. Copy the app-level token/],
    ['SLACK_SIGNING_SECRET', 'xoxb-1-2-leak', /^This is the bot token. Copy the Signing Secret/],
    ['SLACK_SIGNING_SECRET', 'aBcdefghijklmnopqrstuvwx', /^This is the Verification Token/],
  ] as const)('for %s as %j is refused at once, in words that do not repeat it', (name, pasted, words) => {
    const found = recognise(name, pasted)
    expect(!found.ok && found.why).toMatch(words)
    expect(JSON.stringify(found)).not.toMatch(/leak/)
  })
})

const others = (text: string) => text.split(/\r?\n/).filter((one) => !/SLACK_BOT_TOKEN/.test(one) && one !== '')

describe('the settings file', () => {
  it('is changed where a setting stands, and nowhere else', () => {
    const before =
      '# mine\r\nPORT=3000\r\nexport SLACK_BOT_TOKEN="old" # last year\r\n\r\n# SLACK_APP_TOKEN=\r\nLOG_LEVEL=warn'
    expect(withSettings(before, { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })).toBe(
      '# mine\r\nPORT=3000\r\nSLACK_BOT_TOKEN=xoxb-1\r\n\r\n# SLACK_APP_TOKEN=\r\nLOG_LEVEL=warn\r\nSLACK_APP_TOKEN=xapp-1\r\n',
    )
  })

  it('says what it was to say, and otherwise what it said, whatever stands in it', () => {
    const line = stringMatching(/^(#.{0,20}|[A-Z_]{1,8}=[ -~]{0,20}|SLACK_BOT_TOKEN=\w*|\s*)$/)
    const file = property(uniqueArray(line), constantFrom('\n', '\r\n'), string(), (lines, eol, junk) => {
      const before = lines.join(eol) + junk
      const after = withSettings(before, { SLACK_BOT_TOKEN: 'xoxb-1' })
      // A quotation that stands open swallows what comes behind it: better not touched.
      if (after === undefined) return
      expect(parseEnv(after)).toEqual({ ...parseEnv(before), SLACK_BOT_TOKEN: 'xoxb-1' })
      expect(others(after)).toEqual(others(before))
    })
    holds(file, { numRuns: 300 })
  })

  it('is not touched where an open quotation would swallow the setting', () => {
    expect(withSettings("NOTE='first\nSLACK_BOT_TOKEN=old\nlast'\n", { SLACK_BOT_TOKEN: 'xoxb-1' })).toBeUndefined()
  })

  it('begins as the example, for its owner alone to read, and keeps what was in it', () => {
    const folder = freshFolder()
    const [path, example] = [join(folder, '.env'), join(folder, '.env.example')]
    writeFileSync(example, '# the example\nSLACK_BOT_TOKEN=\nDATABASE_URL=\n')
    writeSettings(path, example, { SLACK_BOT_TOKEN: 'xoxb-1' })
    expect(readFileSync(path, 'utf8')).toBe('# the example\nSLACK_BOT_TOKEN=xoxb-1\nDATABASE_URL=\n')
    chmodSync(path, 0o644)
    writeSettings(path, example, { SLACK_APP_TOKEN: 'xapp-1' })
    expect(readFileSync(path, 'utf8')).toContain('SLACK_BOT_TOKEN=xoxb-1')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder).toSorted()).toEqual(['.env', '.env.example'])
  })

  it.each([
    ['a folder', (path: string) => mkdirSync(path), /is a folder/],
    ['read-only', (path: string) => writeFileSync(path, 'A=1\n', { mode: 0o444 }), /is read-only: chmod u\+w/],
    ['a symbolic link', (path: string) => symlinkSync('/etc/hostname', path), /is a symbolic link/],
    ['in no folder', () => undefined, /cannot be written \(ENOENT\)/],
  ] as const)('that is %s is told in a sentence, and nothing is left there', (what, make, words) => {
    const folder = freshFolder()
    const path = join(folder, what === 'in no folder' ? 'nowhere/.env' : '.env')
    make(path)
    const before = readdirSync(folder)
    const write = () => writeSettings(path, join(folder, 'none'), { SLACK_BOT_TOKEN: 'xoxb-1' })
    expect(write).toThrow(CannotWrite)
    expect(write).toThrow(words)
    expect(readdirSync(folder)).toEqual(before)
  })
})

describe('the command line', () => {
  it.each([
    [['--url', 'http://stanch.example.com'], /Slack calls https addresses alone/],
    [['--token', 'xoxb-1'], /Unknown option '--token'/],
    [['xoxb-1-2-leak'], /Unexpected argument/],
  ])('%j is refused', (args, words) => {
    const read = readOptions(args)
    expect(!read.ok && read.mistake).toMatch(words)
  })
})

/** A terminal in which somebody types: whether it is raw, and what it shows. */
const openRigged = () => {
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    raw: [] as boolean[],
    setRawMode(mode: boolean) {
      this.raw.push(mode)
      return this
    },
  })
  const shown: string[] = []
  const output = { isTTY: true, write: (text: string) => shown.push(text) > 0 }
  let interrupts = 0
  // The stand-ins have of a tty's streams what is used of them.
  const terminal = openTerminal(input as never, output as never, () => (interrupts += 1))
  return { terminal, input, shown: () => shown.join(''), interrupts: () => interrupts }
}

describe('the terminal', () => {
  it('shows nothing of a secret: not as it is pasted, not before it is asked for, not with the marks of a paste', async () => {
    const { terminal, input, shown } = openRigged()
    const first = terminal.askHidden('Token: ')
    input.write('\u001b[200~xoxb-1-2-lXX\u007f\u007feak\u001b[201~\r\nxapp-le')
    expect(await first).toBe('xoxb-1-2-leak')
    const second = terminal.askHidden('Next: ')
    input.write('ak\n')
    expect(await second).toBe('xapp-leak')
    terminal.close()
    expect(shown()).toBe('Token: \nNext: \n')
    expect(input.raw).toEqual([true, false])
  })

  it('shows what may be seen, and lets a line be taken back', async () => {
    const { terminal, input, shown } = openRigged()
    const answer = terminal.ask('Shall it? ')
    input.write('noo\u0015yes\n')
    expect(await answer).toBe('yes')
    expect(shown()).toMatch(/^Shall it\? noo.*yes\n$/s)
    terminal.close()
  })

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('%s in the middle of a question ends it', async (_, key) => {
    const { terminal, input } = openRigged()
    const asked = terminal.askHidden('Token: ')
    input.write(key)
    await expect(asked).rejects.toBeInstanceOf(Interrupted)
    terminal.close()
  })

  it('hands on a Ctrl-C that comes while nothing is asked', async () => {
    const { terminal, input, interrupts } = openRigged()
    const asked = terminal.ask('Name: ')
    input.write('x\n')
    await asked
    input.write('\u0003')
    expect(interrupts()).toBe(1)
    terminal.close()
  })
})
