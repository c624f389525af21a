/*
 * The words in which people write times, in the four languages, as they stand after NFKC and in lower case. Longer words
 * come first where one begins with another: they become alternatives of a pattern.
 */

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const table = <Value>(rows: readonly (readonly [Value, string])[]): ReadonlyMap<string, Value> =>
  new Map(
    rows
      .flatMap(([value, words]) => words.split('|').map((word) => [word.normalize('NFKC'), value] as const))
      .toSorted(([one], [other]) => other.length - one.length),
  )

/** A unit of length, in ms. */
export const units = table([
  [minute, "minutes|minute|mins|min|m|דקות|דקה|דק׳|דק'|דק|دقائق|دقيقة|دقيقه|د|分間|分"],
  [hour, 'hours|hour|hrs|hr|h|שעות|שעה|ש׳|ساعات|ساعة|ساعه|س|時間'],
  [day, 'days|day|d|ימים|יום|أيام|ايام|يوما|يوم|日間|日'],
])

/** Lengths that are a word of their own, in ms. */
export const lengthWords = table([
  [minute, 'a minute|דקה|دقيقة'],
  [2 * minute, 'שתי דקות|دقيقتين|دقيقتان'],
  [15 * minute, 'a quarter of an hour|quarter of an hour|רבע שעה|ربع ساعة'],
  [30 * minute, 'half an hour|half hour|חצי שעה|نصف ساعة|半時間'],
  [hour, 'an hour|שעה|ساعة'],
  [90 * minute, 'an hour and a half|שעה וחצי|ساعة ونصف'],
  [2 * hour, 'שעתיים|ساعتين|ساعتان'],
  [day, 'a day|יום|يوم|24時間'],
  [2 * day, 'יומיים|يومين|يومان'],
])

/** Days by their distance from today. */
export const days = table([
  [-2, 'the day before yesterday|שלשום|أول أمس|一昨日|おととい'],
  [-1, 'yesterday|אתמול|أمس|امس|昨日|きのう'],
  [0, 'today|היום|اليوم|今日|本日|きょう'],
  [1, 'tomorrow|מחר|غدا|غدًا|明日|あす|あした'],
])

/** Halves of the day. */
export const halves = table<'am' | 'pm'>([
  ['am', 'am|a.m.|a.m|בבוקר|לפנה״צ|صباحا|ص|午前|朝'],
  ['pm', 'pm|p.m.|p.m|בערב|אחה״צ|בצהריים|مساء|م|午後|夕方'],
])

/** Says that a length lies behind: before it or after it. */
export const agoWords = / ?\b(?:ago|before|earlier)$|^(?:לפני|منذ|قبل|من) ?| ?前$/u
/** Says that a length lies ahead. */
export const aheadWords = /^(?:in|within|בעוד|עוד|תוך|بعد|خلال|في غضون) | ?(?:from now|後|以内)$/u

/** Without a word that says only that it has gone on from then, or is to go on until then. */
export const since = (text: string): string =>
  text
    .replace(
      /^(?:since|from|for|until|till|by|about|around|~|מאז|החל מ-?|כבר|עד|בערך|משעה|منذ|لمدة|حتى|قبل|حوالي|約) ?/u,
      '',
    )
    .replace(/ ?(?:から|以降|まで|頃|ごろ|までに)$/u, '')
    .trim()
