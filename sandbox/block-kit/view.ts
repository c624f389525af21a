import { type Check, flag, isObject, list, shape, string, typed, word } from './shape.ts'
import { blockOn } from './block.ts'
import { checkIdentity } from './identity.ts'
import { limits } from './limits.ts'
import { plainText } from './text-object.ts'

const common = {
  private_metadata: string({ min: 0, max: limits.privateMetadata }),
  callback_id: string({ min: 0, max: limits.callbackId }),
  external_id: string({ min: 0, max: limits.externalId }),
}
const title = plainText(limits.viewTitle)

const kinds = typed({
  modal: shape(
    { type: word('modal'), title, blocks: list(blockOn('modal'), { max: limits.blocks.modal }) },
    { ...common, submit: title, close: title, clear_on_close: flag, notify_on_close: flag, submit_disabled: flag },
  ),
  home: shape({ type: word('home'), blocks: list(blockOn('home'), { min: 0, max: limits.blocks.home }) }, common),
})

/** A modal or a Home tab as `views.open`, `update`, `push` and `publish` take it. */
export const view: Check = (value, at) => {
  kinds(value, at)
  if (!isObject(value)) return
  const blocks = Array.isArray(value['blocks']) ? value['blocks'] : []
  checkIdentity(blocks, at.into('blocks'))
  const asks = blocks.some((block: unknown) => isObject(block) && block['type'] === 'input')
  if (value['type'] === 'modal' && asks && value['submit'] === undefined) {
    at.say('missing required field: submit (a modal with input blocks needs one)')
  }
  if (Buffer.byteLength(JSON.stringify(value)) > limits.viewBytes) at.say('view_too_large: must be no more than 250 KB')
}
