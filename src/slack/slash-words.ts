import { type Language, type OpenStatus, type Role, type Severity, severities } from '../domain/incident.ts'
import { type Led, type Words, firstWord, fold, ledBy, wordTable } from './slash.ts'

/*
 * The words that slash commands take as arguments, in all four languages whatever the reader's own: people paste and
 * mix them.
 */

const statusWords = wordTable<OpenStatus | 'resolved' | 'cancelled'>([
  [
    'investigating',
    'investigating | investigate | investigation | looking | בבדיקה | בדיקה | בחקירה | قيد التحقيق | التحقيق | تحقيق | 調査中 | 調査',
  ],
  [
    'identified',
    'identified | identify | found | cause found | הסיבה אותרה | אותרה | אותר | זוהתה | זוהה | تم تحديد السبب | تحديد السبب | محدد | 原因特定 | 特定 | 原因判明',
  ],
  [
    'contained',
    'contained | contain | containment | stopped | bleeding stopped | נבלם | נבלמה | בלימה | בולם | تم الاحتواء | الاحتواء | احتواء | محتواة | 拡大防止済み | 拡大防止 | 封じ込め | 封じ込め済み',
  ],
  [
    'monitoring',
    'monitoring | monitor | watching | mitigated | fixing | במעקב | מעקב | בניטור | ניטור | تحت المراقبة | المراقبة | مراقبة | 経過観察中 | 経過観察 | 監視中 | 監視',
  ],
  [
    'resolved',
    'resolved | resolve | fixed | done | closed | over | נפתר | נפתרה | טופל | تم الحل | محلول | حل | 解決済み | 解決',
  ],
  [
    'cancelled',
    'cancelled | canceled | cancel | false alarm | בוטל | אזעקת שווא | ملغاة | ملغى | إنذار كاذب | 取り消し | 取消 | 誤報',
  ],
])

const roleWords = wordTable<Role>([
  [
    'lead',
    'lead | leader | ic | commander | incident commander | incident lead | ניהול האירוע | ניהול | מנהל | מנהלת | قيادة الحادثة | القيادة | قيادة | قائد | 指揮 | 指揮官 | リーダー',
  ],
  [
    'comms',
    'comms | comm | communications | communication | עדכונים ותקשורת | עדכונים | תקשורת | דוברות | التواصل | تواصل | الاتصالات | 連絡 | 連絡係 | 広報',
  ],
  [
    'scribe',
    'scribe | notes | note taker | notetaker | תיעוד | רישום | التوثيق | توثيق | التدوين | 記録 | 記録係 | 書記',
  ],
])

const releaseWords = wordTable<true>([
  [true, 'release | drop | leave | free | give up | שחרור | עזיבה | ויתור | إخلاء | تحرير | ترك | 解除 | 外す | 降りる'],
])

/** Words that people put in front of a role and that say nothing more. */
const roleFillers = wordTable<true>([
  [
    true,
    'take | assign | give | set | claim | hand over | handover | to | for | me | as | קבלה | קח | העברה | העברת תפקיד | ל | أخذ | تسليم | تسليم الدور | إلى | 引き継ぎ | 担当 | 割当',
  ],
])

const doneWords = wordTable<true>([
  [
    true,
    'done | complete | completed | finish | finished | close | closed | בוצע | בוצעה | סיום | تم | اكتمل | تمت | 完了 | 済み | 済',
  ],
])

const undoWords = wordTable<true>([
  [
    true,
    'undo | undone | revert | reverted | rolled back | rollback | ביטול | בוטל | تراجع | التراجع | إلغاء | 元に戻す | 元に戻した | 取り消し | 切り戻し',
  ],
])

const noneWords = wordTable<true>([
  [
    true,
    'off | none | no | not | remove | unlink | הסרה | ביטול | לא | ללא | إلغاء | إزالة | لا | 解除 | 取り消し | なし',
  ],
])

const listWords = wordTable<true>([[true, 'list | all | show | רשימה | הכול | قائمة | القائمة | الكل | 一覧 | リスト']])

const languageWords = wordTable<Language>([
  ['en', 'en | english | en-us | en-gb | אנגלית | الإنجليزية | إنجليزية | 英語'],
  ['he', 'he | iw | hebrew | he-il | עברית | العبرية | عبرية | ヘブライ語'],
  ['ar', 'ar | arabic | ערבית | العربية | عربية | عربي | アラビア語'],
  ['ja', 'ja | jp | japanese | ja-jp | יפנית | اليابانية | يابانية | 日本語'],
])

const channelWords = wordTable<true>([
  [true, 'channel | here | room | incident | ערוץ | הערוץ | القناة | قناة | チャンネル'],
])

const severityNames = new Set(
  ['sev', 'severity', 'p', 'חומרה', 'חומרת', 'خطورة', 'الخطورة', 'درجة', '重大度'].map(fold),
)

/** A severity as it was typed, or a number that is none of ours (`sev0`, `sev7`): that is no title. */
export type TypedSeverity = Severity | { readonly unknown: string }

/**
 * The severity with which a text begins: `sev1`, `SEV-1`, `sev 1:`, `p1`, `重大度1`, `חומרה 1`. Undefined when it begins
 * with something else ("severe latency", "3 nodes are down").
 */
export const severityAt = (text: string): Led<TypedSeverity> | undefined => {
  const first = firstWord(text)
  if (first === undefined) return undefined
  const joined = /^(\D+?)-?(\d{1,3})$/u.exec(first.found)
  if (joined?.[1] !== undefined && joined[2] !== undefined && severityNames.has(joined[1])) {
    return { found: severityOf(joined[2]), rest: first.rest }
  }
  const second = severityNames.has(first.found) ? firstWord(first.rest) : undefined
  if (second === undefined || !/^\d{1,3}$/.test(second.found)) return undefined
  return { found: severityOf(second.found), rest: second.rest }
}

/**
 * As `severityAt`, for where nothing but a severity is meant: a bare number counts, and so does the end of what was
 * typed.
 */
export const severityMeant = (text: string): TypedSeverity | undefined => {
  const word = firstWord(text)
  if (word === undefined) return undefined
  const led = severityAt(text)
  if (led !== undefined) return led.found
  return /^\d{1,3}$/.test(word.found) ? severityOf(word.found) : { unknown: word.found }
}

const severityOf = (digits: string): TypedSeverity =>
  severities.find((severity) => severity === `sev${Number(digits)}`) ?? { unknown: `sev${Number(digits)}` }

/** The status that is meant; `resolved` and `cancelled` are ends, and have forms of their own. */
export const statusMeant = (text: string) => ledBy(text, statusWords)?.found

/** What is left once the words that say nothing more are taken off. */
const withoutFillers = (text: string): string => {
  const filler = ledBy(text, roleFillers)
  return filler === undefined ? text : withoutFillers(filler.rest)
}

/**
 * `role`, `role comms`, `role release comms`, `role comms release`; the person has been taken out of the text before.
 */
export type RoleWish = {
  readonly role: Role | undefined
  readonly release: boolean
  /** What stands where a role was meant, and is none. */
  readonly unknown: string
  /** What is left behind the role: a name typed without @. */
  readonly behind: string
}

/** Reads what stands behind `role`. */
export const roleWished = (text: string): RoleWish => {
  const released = ledBy(text, releaseWords)
  const named = ledBy(withoutFillers(released?.rest ?? text), roleWords)
  const after = named === undefined ? undefined : ledBy(named.rest, releaseWords)
  const release = released !== undefined || after !== undefined
  const unknown = named === undefined ? withoutFillers(released?.rest ?? text) : ''
  return { role: named?.found, release, unknown, behind: withoutFillers(named?.rest ?? '') }
}

/** `done 2`: the number of the follow-up in the card's order, from 1. */
export const doneNumber = (text: string): number | undefined => numberBehind(text, doneWords)

/** `undo 2`: the number of the production change in the card's order, from 1. */
export const undoNumber = (text: string): number | undefined => numberBehind(text, undoWords)

/** `INC-12`, `inc 12`, `#12`, `12`: the number of an incident, with nothing beside it. */
export const incidentNumber = (text: string): number | undefined => {
  const words = text
    .split(/[\s\u200b]+/u)
    .map(fold)
    .filter((word) => word !== '')
  const digits = /^(?:inc ?-? ?|# ?)?(\d{1,9})$/.exec(words.join(' '))?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** Whether something is to be taken back, and nothing else: `again off`. */
export const asksForNone = (text: string): boolean => ledBy(text, noneWords)?.rest === ''

/** Whether nothing but a list is asked for. */
export const asksForList = (text: string): boolean => ledBy(text, listWords)?.rest === ''

const numberBehind = (text: string, words: Words<true>): number | undefined => {
  const done = ledBy(text, words)
  const word = done === undefined ? undefined : firstWord(done.rest)
  return word !== undefined && /^#?\d{1,4}$/.test(word.found) ? Number(word.found.replace('#', '')) : undefined
}

/** Which language, and whether for the whole channel. */
export type LanguageWish = { readonly forChannel: boolean; readonly language: Language | undefined }

/** `he`, `עברית`, `channel ar`, `ar channel`; no language when none is named or known. */
export const languageWished = (text: string): LanguageWish => {
  const before = ledBy(text, channelWords)
  const named = ledBy(before?.rest ?? text, languageWords)
  const forChannel = before !== undefined || (named !== undefined && ledBy(named.rest, channelWords) !== undefined)
  return { forChannel, language: named?.found }
}
