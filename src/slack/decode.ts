/** What ids are called; an unknown one is shown as the id. */
export interface Names {
  readonly user?: (id: string) => string | undefined
  readonly channel?: (id: string) => string | undefined
  readonly usergroup?: (id: string) => string | undefined
}

/**
 * The text of a Slack message or of a slash command (with `should_escape`) as a person reads it: entities decoded once,
 * mentions and links by their names, dates by their fallback. What comes out is inert: `<!here>` is the letters
 * `@here`, and `escape` keeps it that way when it is shown again. Emoji stay `:names:`, formatting characters stay as
 * they were sent. https://docs.slack.dev/messaging/formatting-message-text
 */
export function decode(slackText: string, names: Names = {}): string {
  return slackText
    .split(/(<[^<>]*>)/)
    .map((part) => (/^<[^<>]*>$/.test(part) ? token(part.slice(1, -1), names) : entities(part)))
    .join('')
}

const characters: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }

function entities(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => characters[entity] ?? entity)
}

function token(inside: string, names: Names): string {
  const bar = inside.indexOf('|')
  const target = bar === -1 ? inside : inside.slice(0, bar)
  const label = bar === -1 ? '' : entities(inside.slice(bar + 1))
  const id = target.slice(1)
  switch (target.charAt(0)) {
    case '@':
      return marked('@', names.user?.(id) || label || id)
    case '#':
      return marked('#', names.channel?.(id) || label || id)
    case '!':
      return special(id, label, names)
    default:
      return address(entities(target), label)
  }
}

function special(command: string, label: string, names: Names): string {
  const [kind = '', argument = ''] = command.split('^')
  switch (kind) {
    case 'here':
    case 'channel':
    case 'everyone':
      return `@${kind}`
    case 'subteam':
      return marked('@', names.usergroup?.(argument) || label || argument)
    case 'date':
      return label || moment(argument)
    default:
      return label || command
  }
}

/** A name with its mark once: Slack's labels for user groups bring the `@` along. */
function marked(mark: string, name: string): string {
  return name.startsWith(mark) ? name : mark + name
}

function moment(seconds: string): string {
  const date = new Date(Number(seconds) * 1000)
  return Number.isNaN(date.getTime()) ? seconds : date.toISOString()
}

function address(url: string, label: string): string {
  const bare = url.replace(/^(?:mailto:|tel:)/, '')
  // Slack links what looks like an address by itself, with the words as they were typed: then once is enough.
  if (label === '' || label === url || label === bare || url === `http://${label}` || url === `https://${label}`)
    return bare
  return `${label} (${url})`
}
