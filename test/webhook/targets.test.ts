import { expect, it } from 'vitest'
import { webhookTargets } from '../../src/webhook/targets.ts'

const secret = '6f1f0c5e9b2d41aa'
const mistakesIn = (text: string): readonly string[] =>
  webhookTargets.safeParse(text).error?.issues.map(({ message }) => message) ?? []

it('takes a receiver a line or parted by semicolons, with remarks between them', () => {
  const read = webhookTargets.parse(
    `crm https://crm.example.com/in ${secret}\n# the old one\n\nold http://10.0.0.4/x ${secret}; third https://a.example ${secret}`,
  )
  expect(read.map(({ id, url }) => [id, url.reveal()])).toEqual([
    ['crm', 'https://crm.example.com/in'],
    ['old', 'http://10.0.0.4/x'],
    ['third', 'https://a.example/'],
  ])
  expect(read[0]?.secret.reveal()).toBe(secret)
})

it('tells every mistake by the number of its line, and repeats neither address nor secret', () => {
  const mistakes = mistakesIn(
    [
      'crm https://crm.example.com/hook-of-crm',
      `CRM https://crm.example.com/hook-of-crm ${secret}`,
      `file file:///etc/passwd ${secret}`,
      `basic https://user:hunter2@crm.example.com/ ${secret}`,
      'short https://crm.example.com/hook-of-crm hunter2',
      `twice https://a.example ${secret}`,
      `twice https://b.example ${secret}`,
    ].join('\n'),
  )
  expect(mistakes).toEqual([
    expect.stringContaining('receiver 1 is not a name, an address and a secret'),
    expect.stringContaining('receiver 2 has no fitting name'),
    expect.stringContaining('receiver 3 has no web address'),
    expect.stringContaining('receiver 4 has a password'),
    expect.stringContaining('receiver 5 has a short secret'),
    expect.stringContaining('twice is named twice'),
  ])
  for (const kept of ['hunter2', 'hook-of-crm', secret]) expect(mistakes.join()).not.toContain(kept)
})
