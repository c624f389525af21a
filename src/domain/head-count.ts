import type { HeadCount } from './impact.ts'

/** More than there are people; what is above is a slip of the keyboard. */
const most = 10_000_000_000

/** Words that say that nobody has counted, in the four languages; before the number or behind it. */
const about =
  /^(?:about|around|approximately|approx\.?|roughly|circa|ca\.?|some|nearly|almost|~|≈|כ-|כ(?=\d)|בערך|בסביבות|לערך|כמעט|حوالي|نحو|قرابة|تقريبا|تقريباً|約|およそ|ほぼ|だいたい|大体)\s*|\s*(?:or so|approximately|approx\.?|בערך|לערך|تقريبا|تقريباً|ほど|くらい|ぐらい|程度|前後)$/gu

/** Whom one counts: words that add nothing to the number. */
const counted =
  /\s*(?:people|persons?|users?|customers?|clients?|accounts?|employees|colleagues|merchants|orders|אנשים|איש|משתמשים|לקוחות|חשבונות|עובדים|شخصا?|أشخاص|مستخدما?|مستخدمين|مستخدمون|عميلا?|عملاء|حسابا?|حسابات|موظفا?|موظفين|人|名|名様|件|社|ユーザー|アカウント|店舗)$/u

const multipliers: readonly (readonly [RegExp, number])[] = [
  [/\s*(?:k|thousand|אלף|אלפים|ألف|الف|آلاف|千)$/u, 1000],
  [/\s*(?:万|萬)$/u, 10_000],
  [/\s*(?:m|mio\.?|million|מיליון|مليون|百万)$/u, 1_000_000],
]

/**
 * How many, as people write it: `3000`, `about 3,000`, `~3k`, `1.5 million users`, `٣٠٠٠`, `כ-3,000 לקוחות`, `約3千人`.
 * Undefined for everything else: a guess at what somebody meant would stand in what customers are told.
 */
export const headCountWritten = (typed: string): HeadCount | undefined => {
  const text = westernDigits(typed)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .trim()
  const bare = text.replace(about, '').replace(about, '').trim()
  const number = bare.replace(counted, '').replace(about, '').trim()
  const isAbout = text.search(about) >= 0 || bare.replace(counted, '').search(about) >= 0
  const [unit, times] = multipliers.find(([written]) => written.test(number)) ?? [undefined, 1]
  const digits = unit === undefined ? number : number.replace(unit, '')
  const value = unit === undefined ? whole(digits) : (whole(digits) ?? fraction(digits))
  if (value === undefined) return undefined
  const count = Math.round(value * times)
  return count > most ? undefined : { count, about: isAbout }
}

/** `3000`, and `3,000`, `3.000`, `3 000`, `3'000`, `3٬000` in groups of three. */
const whole = (text: string): number | undefined => {
  if (/^\d{1,11}$/.test(text)) return Number(text)
  return /^\d{1,3}(?:([,.'’٬،\s])\d{3})(?:\1\d{3})*$/u.test(text) ? Number(text.replace(/\D/gu, '')) : undefined
}

/** `1.5` and `1,5`, before a word such as "million". */
const fraction = (text: string): number | undefined =>
  /^\d{1,4}[.,٫]\d{1,2}$/u.test(text) ? Number(text.replace(/[,٫]/u, '.')) : undefined

/** Arabic-Indic and Persian digits as 0-9, character for character. */
const westernDigits = (text: string): string => text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
