import * as fc from 'fast-check'

const hebrew = 'קופה לא עובדת'
const arabic = 'الدفع متوقف'
const japanese = '決済が止まっています'
const family = '👩‍👩‍👧‍👦'

/**
 * Pieces of what people type, paste or try: scripts, emoji, formatting, live syntax of Slack, and what no keyboard
 * makes.
 */
const pieces = [
  [hebrew, arabic, japanese, family, '🔥', '🇮🇱', 'é', 'e\u0301', 'checkout', 'snake_case', 'a b', '42'],
  ['*', '_', '~', '`', '```', '>', '\n> ', ':fire:', '&', '&amp;', '<', '|', '@here', '@channel', '#general'],
  ['<!channel>', '<!here|here>', '<@U0NOA>', '<https://evil.example|bank>', 'https://example.com/?a=1&b=2'],
  [
    '\u0000',
    '\u0007',
    '\ud800',
    '\udc00',
    '\u202e',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\u200b',
    '\ufeff',
    '\u200d',
  ],
  [' ', '\n', '\r\n', '\t', '\u2028', '\u00a0'],
].flat()

/** Text as people type it, in every script and with everything that could go wrong in it. */
export const typed = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 40 })
  .map((parts) => parts.join(''))
