import type { Kit } from '../seen.ts'

/*
 * One of everything in Block Kit, for makers to look at: `?gallery` shows it. Nothing here is used by the workspace.
 */

const plain = (text: string) => ({ type: 'plain_text', text, emoji: true })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const option = (text: string, description?: string) => ({
  text: plain(text),
  value: text,
  ...(description && { description: plain(description) }),
})
const severities = [
  option('sev1', 'Down for most, or data at risk'),
  option('sev2', 'Impaired for many'),
  option('sev3', 'Impaired for a few'),
]
const confirm = {
  title: plain('Cancel INC-42?'),
  text: mrkdwn('The channel stays, and so does *the record*.'),
  confirm: plain('Cancel it'),
  deny: plain('Keep it'),
  style: 'danger',
}
const button = (text: string, more: Kit = {}) => ({
  type: 'button',
  action_id: text,
  text: plain(text),
  value: 'x',
  ...more,
})
const cities = [
  'Amman',
  'Berlin',
  'Cairo',
  'Delhi',
  'Edo',
  'Fès',
  'Geneva',
  'Haifa',
  'Istanbul',
  'Jaffa',
  'Kyoto',
  'Lima',
]

const text = (words: string, style?: Kit) => ({ type: 'text', text: words, ...(style && { style }) })
const section = (...elements: Kit[]) => ({ type: 'rich_text_section', elements })
const list = (style: string, indent: number, ...items: string[]) => ({
  type: 'rich_text_list',
  style,
  indent,
  elements: items.map((item) => section(text(item))),
})

/** A message with every block and element that a message can hold. */
export const galleryMessage: readonly Kit[] = [
  { type: 'header', text: plain(':rotating_light: Checkout is down') },
  {
    type: 'section',
    text: mrkdwn(
      '🔴 *sev1 · INC-42 · Checkout is down*\ninvestigating · open since <!date^1795340400^{time}|12:00 UTC>, _as of_ <!date^1795340400^{date_long_pretty}|today>\n<@U0NOA> leads, <@U0SAM> writes in <#C0INC> ~not in <#C0GONE|old>~ · `kubectl get pods` · <https://example.com/a?b=1&amp;c=2|runbook> · <javascript:alert(1)|a trap> <!here> &lt;img src=x onerror=alert(1)&gt;\n> quoted, with :eyes: and a :party-parrot:\n```\nERROR  payment-service  timeout after 30s\n```\nand on.',
    ),
    accessory: button('Take the lead', { style: 'primary' }),
  },
  {
    type: 'section',
    fields: ['*Severity*\nsev1', '*Status*\nmonitoring', '*Lead*\n<@U0NOA>', '*Next update*\n14:05'].map(mrkdwn),
  },
  {
    type: 'section',
    text: mrkdwn(
      '🔴 *חומרה sev1 · ⁨INC-42⁩ · ⁨Checkout is down⁩*\nבבדיקה · פתוח מאז <!date^1795340400^{time}|12:00>\nניהול האירוע: <@U0NOA>\n> העדכון הבא עד 14:05',
    ),
    accessory: button('לקיחת הניהול'),
  },
  {
    type: 'section',
    text: mrkdwn(
      '🟠 *درجة الخطورة sev2 · ⁨INC-43⁩*\nقيد التحقيق · مفتوحة منذ <!date^1795340400^{date_num} {time}|12:00>',
    ),
  },
  { type: 'divider' },
  {
    type: 'actions',
    block_id: 'menus',
    elements: [
      {
        type: 'static_select',
        action_id: 'severity',
        placeholder: plain('Severity'),
        options: severities,
        initial_option: severities[0],
      },
      { type: 'users_select', action_id: 'lead', placeholder: plain('Lead') },
      {
        type: 'overflow',
        action_id: 'more',
        options: [option('Rename'), option('Timeline'), { ...option('Runbook ↗'), url: 'https://example.com' }],
      },
    ],
  },
  {
    type: 'actions',
    block_id: 'buttons',
    elements: [
      button('Post update', { style: 'primary' }),
      button('Resolve'),
      button('Cancel', { style: 'danger', confirm }),
      button('Open', { url: 'https://example.com' }),
      { type: 'datepicker', action_id: 'date', initial_date: '2026-11-22' },
      { type: 'timepicker', action_id: 'time', initial_time: '14:05' },
    ],
  },
  {
    type: 'section',
    text: mrkdwn('Which of these hold again?'),
    accessory: { type: 'checkboxes', action_id: 'boxes', options: [option('Totals reconcile'), option('Sync runs')] },
  },
  {
    type: 'section',
    text: mrkdwn(Array.from({ length: 20 }, (_, line) => `Line ${line + 1} of a long text`).join('\n')),
  },
  {
    type: 'rich_text',
    elements: [
      section(
        text('Rich text: '),
        text('bold', { bold: true }),
        text(' italic', { italic: true }),
        text(' struck', { strike: true }),
        text(' code', { code: true }),
        text(' under', { underline: true }),
        text(' all', { bold: true, italic: true, strike: true }),
        text(' '),
        { type: 'user', user_id: 'U0NOA' },
        text(' '),
        { type: 'broadcast', range: 'channel' },
        text(' '),
        { type: 'emoji', name: 'wave', skin_tone: 4 },
        text(' '),
        { type: 'date', timestamp: 1_795_340_400, format: '{date_short} at {time}', fallback: 'then' },
        text(' '),
        { type: 'color', value: '#7a1f2b' },
        text(' '),
        { type: 'link', url: 'https://example.com', text: 'a link' },
        text('\nשורה שנייה בעברית'),
      ),
      list('bullet', 0, 'first', 'שני', 'third'),
      list('bullet', 1, 'deeper'),
      list('ordered', 0, 'one', 'two'),
      list('ordered', 1, 'of letters'),
      { type: 'rich_text_quote', elements: [text('Said once.\nSaid twice.')] },
      { type: 'rich_text_preformatted', elements: [text('SELECT 1\n  FROM incident;')] },
    ],
  },
  { type: 'markdown', text: '## Markdown\n\n- **bold** and [link](https://example.com)\n- [x] done' },
  {
    type: 'image',
    image_url: 'https://example.com/graph.png',
    alt_text: 'Errors since noon',
    title: plain('Error rate'),
  },
  {
    type: 'context',
    elements: [
      { type: 'image', image_url: 'https://example.com/i.png', alt_text: 'logo' },
      mrkdwn('Small print with <@U0SAM> and *bold*'),
    ],
  },
  {
    type: 'video',
    title: plain('How it broke'),
    video_url: 'https://example.com/v',
    provider_name: 'Tube',
    alt_text: 'v',
    thumbnail_url: 'https://example.com/t.png',
  },
  { type: 'hologram', depth: 3 },
  { type: 'section', text: mrkdwn('An element of tomorrow:'), accessory: { type: 'scent', action_id: 's' } },
]

const input = (label: string, element: Kit, more: Kit = {}) => ({
  type: 'input',
  block_id: label,
  label: plain(label),
  element: { action_id: label, ...element },
  ...more,
})

/** A form with every input. */
export const galleryForm: readonly Kit[] = [
  { type: 'context', elements: [mrkdwn('INC-42 · Checkout is down')] },
  input('Title', {
    type: 'plain_text_input',
    max_length: 20,
    focus_on_load: true,
    placeholder: plain('What is happening?'),
  }),
  input(
    'What is known',
    { type: 'plain_text_input', multiline: true, min_length: 10 },
    { optional: true, hint: plain('One or two lines are enough.') },
  ),
  input('Severity', { type: 'static_select', options: severities, initial_option: severities[1] }),
  input(
    'City',
    {
      type: 'static_select',
      placeholder: plain('Where it began'),
      option_groups: [
        { label: plain('North'), options: cities.slice(0, 7).map((city) => option(city)) },
        { label: plain('South'), options: cities.slice(7).map((city) => option(city)) },
      ],
    },
    { optional: true },
  ),
  input('Affected', {
    type: 'multi_static_select',
    max_selected_items: 3,
    placeholder: plain('Add'),
    options: cities.map((city) => option(city)),
    initial_options: [option('Cairo')],
  }),
  input('Lead', { type: 'users_select', initial_user: 'U0NOA' }),
  input('Helpers', { type: 'multi_users_select', placeholder: plain('Add people') }),
  input('Channel', { type: 'conversations_select' }),
  input('Service', { type: 'external_select', min_query_length: 2, placeholder: plain('Type to search') }),
  input('Date', { type: 'datepicker', initial_date: '2026-11-22' }),
  input('Time', { type: 'timepicker', initial_time: '14:05', timezone: 'Asia/Tokyo' }),
  input('When it began', { type: 'datetimepicker', initial_date_time: 1_795_340_400 }),
  input('Done', {
    type: 'checkboxes',
    options: [
      {
        text: mrkdwn('*Reconciled* with <https://example.com|the ledger>'),
        value: 'a',
        description: mrkdwn('by finance'),
      },
      option('Told customers'),
    ],
  }),
  input('Found by', { type: 'radio_buttons', options: [option('a monitor'), option('a customer'), option('a check')] }),
  input('E-mail', { type: 'email_text_input', placeholder: plain('ops@example.com') }),
  input('Address', { type: 'url_text_input' }),
  input('People affected', { type: 'number_input', is_decimal_allowed: false }),
  input('Notes', {
    type: 'rich_text_input',
    initial_value: { type: 'rich_text', elements: [section(text('With '), text('style', { bold: true }))] },
  }),
  input('Files', { type: 'file_input' }, { optional: true }),
]
