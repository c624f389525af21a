/** A plain_text object. */
export const plain = (text: string) => ({ type: 'plain_text', text })

/** A mrkdwn object. */
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })

/** A section that says something. */
export const section = (text: string) => ({ type: 'section', text: mrkdwn(text) })

/** A button; `more` adds or replaces fields. */
export const button = (action_id: string, more: object = {}) => ({
  type: 'button',
  action_id,
  text: plain('Join'),
  ...more,
})

/** A row of controls. */
export const actions = (...elements: object[]) => ({ type: 'actions', elements })

/** An option of a menu. */
export const option = (value: string, text = value) => ({ text: plain(text), value })

/** A menu of a and b; `more` adds or replaces fields. */
export const menu = (more: object = {}) => ({
  type: 'static_select',
  action_id: 'menu',
  options: [option('a'), option('b')],
  ...more,
})

/** A question; `more` adds or replaces fields. */
export const input = (element: object, more: object = {}) => ({
  type: 'input',
  label: plain('Title'),
  element,
  ...more,
})

/** A form; `more` adds or replaces fields. */
export const modal = (blocks: object[], more: object = {}) => ({
  type: 'modal',
  title: plain('Declare'),
  submit: plain('Declare'),
  blocks,
  ...more,
})

/** As many as asked for. */
export const of = (count: number, make: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => make(index))
