import { describe, expect, it } from 'vitest'
import { isSlackUrl } from '../../src/slack/reply-url.ts'

const slack = 'https://slack.com/api/'
const standIn = 'http://127.0.0.1:4010/api/'

describe('a response_url is answered', () => {
  it.each(['https://hooks.slack.com/commands/T1/1/x', 'https://hooks.slack-gov.com/actions/T1/1/x'])(
    'at Slack: %s',
    (url) => {
      expect(isSlackUrl(url, slack)).toBe(true)
    },
  )

  it('at the stand-in that SLACK_API_URL names', () => {
    expect(isSlackUrl('http://127.0.0.1:4010/response/1', standIn)).toBe(true)
    expect(isSlackUrl('http://127.0.0.1:4010/response/1', slack)).toBe(false)
  })

  it.each([
    'http://hooks.slack.com/commands/T1/1/x',
    'https://hooks.slack.com.evil.example/x',
    'https://evilslack.com/x',
    'https://hooks.slack.com:8443/x',
    'https://user:pass@hooks.slack.com/x',
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:4011/response/1',
    // Look-alikes: a letter of another alphabet, a dot in disguise, a host behind a host, a name inside a name.
    'https://hooks.sl\u0430ck.com/x',
    'https://hooks.slack.com%2eevil.example/x',
    'https://hooks.slack.com\u3002evil.example/x',
    'https://hooks.slack.com@evil.example/x',
    'https://evil.example#@hooks.slack.com/x',
    'https://evil.example\\@hooks.slack.com/x',
    'https://hooks.slack.com.:443/x',
    'https://slack.community/x',
    'https://hooks-slack.com/x',
    'wss://hooks.slack.com/x',
    // Our own network, in every spelling.
    'http://localhost:4010/response/1',
    'http://[::1]:4010/response/1',
    'https://127.0.0.1:4010/response/1',
    'https://10.0.0.1/x',
    'http://127.0.0.1:4010@evil.example/x',
    'file:///etc/passwd',
    'nonsense',
    '',
  ])('nowhere else: %j', (url) => {
    expect(isSlackUrl(url, standIn)).toBe(false)
  })
})
