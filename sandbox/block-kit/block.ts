import { type Check, all, flag, isObject, list, shape, string, typed, url, word } from './shape.ts'
import { accessory, actionsElement, contextElement, inputElement } from './element.ts'
import { anyText, plainText } from './text-object.ts'
import { limits } from './limits.ts'
import { richTextParts } from './rich-text.ts'

/** Where blocks can stand. */
export type Surface = 'message' | 'modal' | 'home'

function block(type: string, required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return shape({ type: word(type), ...required }, { block_id: string({ max: limits.blockId }), ...optional })
}

const hasWords: Check = (value, at) => {
  if (isObject(value) && value['text'] === undefined && value['fields'] === undefined) {
    at.say('must provide text or fields')
  }
}

const section = all(
  block(
    'section',
    {},
    {
      text: anyText(),
      fields: list(anyText(limits.field), { max: limits.fields }),
      accessory,
      expand: flag,
    },
  ),
  hasWords,
)

const imageSource: Check = (value, at) => {
  if (isObject(value) && (value['image_url'] === undefined) === (value['slack_file'] === undefined)) {
    at.say('must provide exactly one of: image_url, slack_file')
  }
}

const everywhere = {
  section,
  divider: block('divider', {}),
  header: block('header', { text: plainText(limits.header) }),
  context: block('context', { elements: list(contextElement, { max: limits.contextElements }) }),
  actions: block('actions', { elements: list(actionsElement, { max: limits.actionsElements }) }),
  rich_text: block('rich_text', { elements: richTextParts }),
  image: all(
    block(
      'image',
      { alt_text: string({ max: limits.altText }) },
      {
        title: plainText(limits.imageTitle),
        image_url: url(limits.url, ['http:', 'https:']),
        slack_file: shape({}, { id: string(), url: url(limits.url) }),
      },
    ),
    imageSource,
  ),
  video: block(
    'video',
    {
      video_url: url(limits.url, ['https:']),
      thumbnail_url: url(limits.url, ['http:', 'https:']),
      alt_text: string({ max: limits.altText }),
      title: plainText(limits.videoTitle),
    },
    {
      title_url: url(limits.url, ['https:']),
      author_name: string({ max: limits.videoAuthor }),
      provider_name: string(),
      provider_icon_url: url(limits.url),
      description: plainText(200),
    },
  ),
}

const onlyInMessages = {
  file: block('file', { external_id: string(), source: word('remote') }),
  markdown: block('markdown', { text: string({ max: limits.markdown }) }),
}

/**
 * One block as it may stand on a surface. Slack's newest kinds (card, table, plan, …) are refused as unsupported: old
 * clients do not draw them, so a product that must be readable everywhere stays with these.
 */
export function blockOn(surface: Surface): Check {
  const input = block(
    'input',
    { label: plainText(limits.label), element: inputElement(surface) },
    { hint: plainText(limits.label), optional: flag, dispatch_action: flag },
  )
  return typed({ ...everywhere, input, ...(surface === 'message' ? onlyInMessages : {}) })
}
