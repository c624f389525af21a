import { type Check, flag, list, shape, string, typed, url, whole, word } from './shape.ts'
import { limits } from './limits.ts'

const style = shape(
  {},
  {
    bold: flag,
    italic: flag,
    strike: flag,
    code: flag,
    underline: flag,
    highlight: flag,
    client_highlight: flag,
    unlink: flag,
  },
)
const id = string({ max: 255 })

function leaf(type: string, required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return shape({ type: word(type), ...required }, { style, ...optional })
}

const leaves = {
  text: leaf('text', { text: string({ max: limits.text }) }),
  link: leaf('link', { url: url(limits.url) }, { text: string({ max: limits.text }), unsafe: flag }),
  user: leaf('user', { user_id: id }),
  usergroup: leaf('usergroup', { usergroup_id: id }),
  channel: leaf('channel', { channel_id: id }),
  team: leaf('team', { team_id: id }),
  broadcast: leaf('broadcast', { range: word('here', 'channel', 'everyone') }),
  emoji: leaf('emoji', { name: id }, { unicode: string(), url: url(limits.url), skin_tone: whole(1, 6) }),
  color: leaf('color', { value: string() }),
  date: leaf(
    'date',
    { timestamp: whole(0, Number.MAX_SAFE_INTEGER), format: string() },
    { url: url(limits.url), fallback: string() },
  ),
}

const inline = list(typed(leaves), { min: 0 })
const border = whole(0, 1)
const section = shape({ type: word('rich_text_section'), elements: inline })

const parts = {
  rich_text_section: section,
  rich_text_list: shape(
    {
      type: word('rich_text_list'),
      style: word('bullet', 'ordered'),
      elements: list(typed({ rich_text_section: section })),
    },
    { indent: whole(0, limits.listDepth), offset: whole(0, Number.MAX_SAFE_INTEGER), border },
  ),
  rich_text_quote: shape({ type: word('rich_text_quote'), elements: inline }, { border }),
  rich_text_preformatted: shape(
    {
      type: word('rich_text_preformatted'),
      elements: list(typed({ text: leaves.text, link: leaves.link }), { min: 0 }),
    },
    { border, language: string() },
  ),
}

/**
 * What a rich_text block may hold: sections, lists, quotes, preformatted. A date token Slack does not know is shown as
 * it stands.
 */
export const richTextParts: Check = list(typed(parts), { min: 0 })

/** The value of a `rich_text_input`: a rich_text block without a block_id. */
export const richTextValue: Check = shape({ type: word('rich_text'), elements: richTextParts }, { block_id: id })
