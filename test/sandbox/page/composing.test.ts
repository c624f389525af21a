import { describe, expect, it } from 'vitest'
import type { SeenChannel, SeenUser } from '../../../sandbox/page/answers.ts'
import { completionAt, taken } from '../../../sandbox/page/data/completion.ts'
import { typedText } from '../../../sandbox/page/data/typed-text.ts'

const user = (name: string, realName: string): SeenUser => ({
  id: `U0${name.toUpperCase()}`,
  name,
  realName,
  language: 'en',
  timeZone: 'UTC',
  isBot: false,
  isPlayable: true,
  isGuest: false,
  isStranger: false,
  isAdmin: false,
})
const channel = (name: string): SeenChannel => ({
  id: `C0${name.toUpperCase()}`,
  name,
  kind: 'channel',
  isArchived: false,
  isMember: true,
  topic: '',
  purpose: '',
  members: [],
  pins: 0,
  bookmarks: [],
  unread: 0,
  mentions: 0,
  readTo: '0',
})
const known = {
  commands: [
    { command: '/incident', description: 'Runs it', usageHint: 'declare sev1 Checkout is down | update | role' },
  ],
  users: [user('noa', 'Noa Levi'), user('layla', 'Layla Al-Harbi')],
  channels: [channel('general'), channel('inc-0001-checkout')],
}
const offered = (text: string, caret = text.length) =>
  completionAt(text, caret, known)?.offers.map(({ label }) => label)

describe('the composer', () => {
  it('completes a slash command, and says how it goes on', () => {
    expect(offered('/in')).toEqual(['/incident'])
    expect(completionAt('/incident ', 10, known)?.hint).toBe('declare sev1 Checkout is down | update | role')
    expect(offered('/incident up')).toEqual(['update'])
    expect(offered('and /in')).toBeUndefined()
  })

  it('completes people by either name, in any place of the text', () => {
    expect(offered('thanks @al')).toEqual(['layla'])
    expect(offered('mail ann@no')).toBeUndefined()
    expect(offered('@no and more', 3)).toEqual(['noa'])
  })

  it('completes channels by a part of their name', () => {
    expect(offered('see #check')).toEqual(['#inc-0001-checkout'])
  })

  it('puts in what was taken, with one space behind it, and the caret after that', () => {
    const text = 'ask @no now'
    const completion = completionAt(text, 7, known)
    const offer = completion?.offers[0]
    expect(completion && offer && taken(text, completion, offer)).toEqual({ text: 'ask @noa now', caret: 9 })
    const alone = completionAt('@no', 3, known)
    const first = alone?.offers[0]
    expect(alone && first && taken('@no', alone, first)).toEqual({ text: '@noa ', caret: 5 })
  })
})

describe('a message that is edited', () => {
  it('stands there as it was typed: names for ids, and no escapes', () => {
    const names = {
      person: (id: string) => ({ U0NOA: 'noa' })[id],
      channel: (id: string) => ({ C0GENERAL: 'general' })[id],
      people: () => [],
      channels: () => [],
    }
    const sent = '<@U0NOA> see <#C0GENERAL|> and <https://example.com/?a=1&amp;b=2>: 1 &lt; 2, <!here>'
    expect(typedText(sent, names)).toBe('@noa see #general and https://example.com/?a=1&b=2: 1 < 2, @here')
  })
})
