import type { Parts } from '../parts.ts'

const broadcast = /^(here|channel|everyone)$/

/**
 * Turns what a person types into what Slack sends: `&`, `<` and `>` become entities, then `@noa`, `#general` and
 * addresses become references (docs.slack.dev/messaging/formatting-message-text). `named` adds the names, as slash
 * commands with `should_escape` have them.
 */
export const spell = (parts: Parts, typed: string, named: boolean): string => {
  const { users } = parts.workspace.state
  const safe = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return safe
    .replace(/(?<![\p{L}\p{N}._@/-])@([\p{L}\p{N}._-]*[\p{L}\p{N}])/gu, (whole, name: string) => {
      if (broadcast.test(name)) return `<!${name}>`
      const user = users.find((one) => one.name === name.toLowerCase())
      if (user === undefined) return whole
      return named ? `<@${user.id}|${user.name}>` : `<@${user.id}>`
    })
    .replace(/(?<![\p{L}\p{N}&/])#([\p{L}\p{N}_-]+)/gu, (whole, name: string) => {
      const channel = parts.workspace.channelByName(name)
      if (channel === undefined) return whole
      return `<#${channel.id}|${channel.kind === 'channel' ? channel.name : ''}>`
    })
    .replace(/(?<!<)https?:\/\/[^\s<>|]+/g, (address) => (named ? address : `<${address}>`))
}
