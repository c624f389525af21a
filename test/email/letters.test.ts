import { assert, asyncProperty, constantFrom, property, string, stringMatching } from 'fast-check'
import { createTransport } from 'nodemailer'
import { describe, expect, it } from 'vitest'
import type { Letter, Mailing } from '../../src/app/letters.ts'
import { emailAddress } from '../../src/domain/email-address.ts'
import { channelId } from '../../src/domain/ids.ts'
import { compose } from '../../src/email/compose.ts'
import type { Sender } from '../../src/email/sender.ts'
import { keysFrom } from '../../src/email/letter-keys.ts'
import { messageOf, needsTls } from '../../src/email/post.ts'
import { smtpFailureOf } from '../../src/email/smtp-failure.ts'
import { languages } from '../../src/text/text.ts'
import { readLetter } from './reading.ts'

const sender: Sender = {
  from: { name: 'Acme Status', address: 'status@acme.test' },
  name: 'Acme',
  zone: 'UTC',
  defaultLanguage: 'en',
  links: {
    incident: (address, language) => `https://status.acme.test/${language}/incidents/${address}`,
    confirm: (key, language) => `https://status.acme.test/${language}/confirm/${key}`,
    leave: (key, language) => `https://status.acme.test/${language}/unsubscribe/${key}`,
    channel: (channel) => `https://acme.slack.com/archives/${channel}`,
  },
}

const keyFor = keysFrom('smtp://acme.test', 'xoxb-1')

const letter = (mailing: Mailing | undefined, language: Letter['to']['language'] = 'en'): Letter => ({
  id: 1,
  claim: 1,
  about: 'u1/email',
  to: { id: 's1', address: 'ann@example.com', language, audience: 'public', isConfirmed: true },
  ...(mailing !== undefined && { mailing }),
  first: 'u0/email',
  attempts: 0,
  createdAt: Date.UTC(2026, 2, 2, 12),
})

/** As it goes over the line. */
const wire = async (one: Letter): Promise<string> => {
  const transport = createTransport({ streamTransport: true, buffer: true })
  const { message } = await transport.sendMail(messageOf(compose(one, sender, keyFor), sender.from))
  return String(message)
}

describe('a letter', () => {
  it('cannot be made to carry another header, another recipient or another part, whatever was typed', async () => {
    const typed = string({ unit: 'binary', maxLength: 40 })
    const worse = constantFrom(
      '\r\nBcc: all@example.com',
      '\n\nhello',
      '\u2028Bcc: x',
      '=?utf-8?q?=0D=0ABcc:_x?=',
      '\u0000',
    )
    await assert(
      asyncProperty(typed, worse, typed, constantFrom(...languages), async (before, injected, after, language) => {
        const title = `${before}${injected}${after}`
        const mailings: readonly Mailing[] = [
          {
            kind: 'public-update',
            address: 'a',
            word: { id: 'u1', at: 0, stage: 'identified', texts: { en: { title, body: title } } },
          },
          {
            kind: 'internal',
            word: 'resolved',
            number: 1,
            title,
            severity: 'sev1',
            at: 0,
            channel: channelId('C1'),
            fix: title,
          },
        ]
        for (const mailing of mailings) {
          expect(compose(letter(mailing, language), sender, keyFor).subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
          const { headers, text } = readLetter(await wire(letter(mailing, language)))
          expect([...headers.keys()].toSorted()).toEqual(headersOfALetter)
          expect(headers.get('to')).toBe('ann@example.com')
          expect(text).toContain(`/${language}/unsubscribe/`)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('is the same to the last byte when it is written again', async () => {
    const again = letter({
      kind: 'public-update',
      address: 'a',
      word: { id: 'u1', at: 0, stage: 'identified', texts: {} },
    })
    expect(await wire(again)).toBe(await wire(again))
  })

  it('offers one click in the mail program only where its link is https', () => {
    const told = letter({ kind: 'internal', word: 'declared', number: 1, title: 'x', severity: 'sev1', at: 0 })
    const plain: Sender = { ...sender, links: { ...sender.links, leave: () => 'http://status.acme.test/' } }
    const offered = [sender, plain].map((one) => Object.keys(compose(told, one, keyFor).headers))
    expect(offered).toEqual([
      ['Auto-Submitted', 'List-Unsubscribe', 'List-Unsubscribe-Post'],
      ['Auto-Submitted', 'List-Unsubscribe'],
    ])
  })

  it('shows what was typed as text', async () => {
    const body = '<img src=x onerror=alert(1)> & more'
    const one = letter({
      kind: 'public-update',
      address: 'a',
      word: { id: 'u1', at: 0, stage: 'identified', texts: { en: { title: 'x', body } } },
    })
    const { html, text } = readLetter(await wire(one))
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; more')
    expect(text).toContain(body)
  })
})

const headersOfALetter = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'in-reply-to',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'message-id',
  'mime-version',
  'references',
  'subject',
  'to',
]

describe('an address', () => {
  it.each([
    ['noa@example.com', 'noa@example.com'],
    ['  Noa.Levi+status@Mail.Example.COM ', 'Noa.Levi+status@mail.example.com'],
    ['noa@bücher.example', 'noa@xn--bcher-kva.example'],
  ])('%s is one', (typed, address) => {
    expect(emailAddress(typed)).toBe(address)
  })

  it.each([
    '',
    'noa',
    'noa@',
    '@example.com',
    'noa@example',
    'noa@127.0.0.1',
    'noa@[127.0.0.1]',
    'a@b@example.com',
    'noa@example.com, ann@example.com',
    'Noa <noa@example.com>',
    'noa@example.com\nBcc: ann@example.com',
    'noa..levi@example.com',
    '"noa levi"@example.com',
    'נועה@example.com',
    'noa@exam ple.com',
    'noa@example.com/x',
    'noa@example.com:25',
    `${'x'.repeat(65)}@example.com`,
    `noa@${'x.'.repeat(130)}com`,
  ])('%s is none', (typed) => {
    expect(emailAddress(typed)).toBeUndefined()
  })

  it('holds nothing that means something in a header, whatever was typed', () => {
    const hostile = stringMatching(/^[ -~\r\n\t]{0,12}@[ -~\r\n\t]{0,12}\.com$/)
    assert(
      property(hostile, (typed) => {
        const address = emailAddress(typed)
        return address === undefined || (/^[^\s<>(),;:"[\]\\]+$/.test(address) && address.split('@').length === 2)
      }),
    )
  })
})

describe('a key', () => {
  it('ends a subscription with any letter, and confirms with its own alone', () => {
    expect(keyFor('leave', 's1', 'a')).toBe(keyFor('leave', 's1', 'b'))
    expect(keyFor('confirm', 's1', 'a')).not.toBe(keyFor('confirm', 's1', 'b'))
    expect(keyFor('leave', 's1', 'a')).not.toBe(keyFor('leave', 's2', 'a'))
    expect(keyFor('leave', 's1', 'a')).not.toBe(keysFrom('smtp://acme.test', 'xoxb-2')('leave', 's1', 'a'))
  })
})

describe('a password', () => {
  it.each([
    ['smtp://stanch:hunter2@smtp.example.com:587', true],
    ['smtp://stanch@127.example.com:587', true],
    ['smtps://stanch:hunter2@smtp.example.com:465', false],
    ['smtp://smtp.example.com:25', false],
    ['smtp://stanch:hunter2@localhost:25', false],
    ['smtp://stanch:hunter2@127.0.0.1:25', false],
    ['smtp://stanch:hunter2@[::1]:25', false],
  ])('in %s waits for STARTTLS: %s', (url, waits) => {
    expect(needsTls(url)).toBe(waits)
  })
})

describe('a refusal', () => {
  it.each([
    ['address', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 No such user' }],
    ['address', { code: 'EMESSAGE', command: 'DATA', responseCode: 550, response: '550 5.1.1 unknown' }],
    ['letter', { code: 'EMESSAGE', command: 'DATA', responseCode: 554, response: '554 5.7.1 spam' }],
    ['later', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450, response: '450 4.7.1 greylisted' }],
    ['later', { code: 'EMESSAGE', command: 'DATA', response: '<!doctype html><title>Bad gateway</title>' }],
    ['later', { code: 'EENVELOPE', command: 'RCPT TO', response: '<!doctype html><title>Bad gateway</title>' }],
    ['letter', { code: 'EMESSAGE', command: 'MAIL FROM' }],
    ['later', { code: 'ECONNECTION', command: 'CONN' }],
    ['later', { code: 'EABORT' }],
    ['later', { code: 'ETIMEDOUT', command: 'CONN', timeoutType: 'SOCKET_TIMEOUT' }],
    ['later', { code: 'ESOCKET', command: 'CONN', originalCode: 'ECONNRESET', syscall: 'read' }],
    ['later', { code: 'ESOCKET', command: 'CONN', originalCode: 'EPIPE', syscall: 'write' }],
    ['server', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553, response: '553 not yours' }],
    ['server', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535, response: '535 no' }],
    ['server', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 421, response: '421 closing' }],
    ['server', { code: 'EPROTOCOL', command: 'CONN', response: 'HTTP/1.1 400 Bad Request' }],
    ['server', { code: 'ESOCKET', command: 'CONN', originalCode: 'ECONNREFUSED', syscall: 'connect' }],
    ['server', { code: 'ESOCKET', command: 'CONN', originalCode: 'ECONNRESET' }],
    ['server', { code: 'ETIMEDOUT', command: 'CONN', timeoutType: 'CONNECT_TIMEOUT' }],
    ['server', { code: 'ETIMEDOUT', command: 'CONN', timeoutType: 'GREETING_TIMEOUT' }],
    ['server', new Error('?')],
  ])('is about the %s: %o', (kind, thrown) => {
    expect(smtpFailureOf(thrown).kind).toBe(kind)
  })
})
