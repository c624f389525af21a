import type { Language } from '../seen.ts'

/** The few words of a client that are not the app's own, in a reader's language. `{…}` is filled by `filled`. */
export type Words = {
  readonly optional: string
  readonly more: string
  readonly less: string
  readonly choose: string
  readonly search: string
  readonly none: string
  readonly typeMore: string
  readonly clear: string
  readonly remove: string
  readonly most: string
  readonly actions: string
  readonly required: string
  readonly tooLong: string
  readonly tooShort: string
  readonly left: string
  readonly date: string
  readonly time: string
  readonly unknown: string
  readonly broken: string
  readonly notFetched: string
  readonly remoteFile: string
  readonly download: string
  readonly whole: string
  readonly close: string
  readonly cancel: string
  readonly confirm: string
  readonly you: string
}

const en: Words = {
  optional: '(optional)',
  more: 'Show more',
  less: 'Show less',
  choose: 'Choose',
  search: 'Search',
  none: 'Nothing fits',
  typeMore: 'Type {count} characters or more',
  clear: 'Clear',
  remove: 'Remove {name}',
  most: 'At most {count} can be chosen',
  actions: 'More actions',
  required: 'Please complete this required field.',
  tooLong: 'Must be at most {count} characters.',
  tooShort: 'Must be at least {count} characters.',
  left: '{count} left',
  date: 'Date',
  time: 'Time',
  unknown: 'This page does not know how to draw “{type}”',
  broken: 'This page could not draw “{type}”',
  notFetched: 'Not loaded: this page reaches no network beyond this machine',
  remoteFile: 'A file kept elsewhere',
  download: 'Download {name}',
  whole: 'Show the whole file',
  close: 'Close',
  cancel: 'Cancel',
  confirm: 'Continue',
  you: '(you)',
}

const he: Words = {
  optional: '(לא חובה)',
  more: 'הצגת עוד',
  less: 'הצגת פחות',
  choose: 'בחירה',
  search: 'חיפוש',
  none: 'אין התאמה',
  typeMore: 'יש להקליד לפחות {count} תווים',
  clear: 'ניקוי',
  remove: 'הסרת {name}',
  most: 'אפשר לבחור {count} לכל היותר',
  actions: 'פעולות נוספות',
  required: 'זה שדה חובה.',
  tooLong: 'עד {count} תווים.',
  tooShort: 'לפחות {count} תווים.',
  left: 'נותרו {count}',
  date: 'תאריך',
  time: 'שעה',
  unknown: 'הדף הזה לא יודע לצייר ⁨{type}⁩',
  broken: 'הדף הזה לא הצליח לצייר ⁨{type}⁩',
  notFetched: 'לא נטען: הדף הזה לא פונה לרשת מחוץ למחשב',
  remoteFile: 'קובץ ששמור במקום אחר',
  download: 'הורדת {name}',
  whole: 'הצגת הקובץ כולו',
  close: 'סגירה',
  cancel: 'ביטול',
  confirm: 'המשך',
  you: '(אני)',
}

const ar: Words = {
  optional: '(اختياري)',
  more: 'عرض المزيد',
  less: 'عرض أقل',
  choose: 'اختيار',
  search: 'بحث',
  none: 'لا شيء مطابق',
  typeMore: 'يلزم إدخال {count} أحرف على الأقل',
  clear: 'مسح',
  remove: 'إزالة {name}',
  most: 'يمكن اختيار {count} على الأكثر',
  actions: 'إجراءات أخرى',
  required: 'هذا الحقل مطلوب.',
  tooLong: 'الحد الأقصى {count} حرفًا.',
  tooShort: 'الحد الأدنى {count} حرفًا.',
  left: 'يتبقى {count}',
  date: 'التاريخ',
  time: 'الوقت',
  unknown: 'لا تعرف هذه الصفحة كيف ترسم ⁨{type}⁩',
  broken: 'لم تتمكن هذه الصفحة من رسم ⁨{type}⁩',
  notFetched: 'لم يُحمَّل: لا تتصل هذه الصفحة بأي شبكة خارج هذا الجهاز',
  remoteFile: 'ملف محفوظ في مكان آخر',
  download: 'تنزيل {name}',
  whole: 'عرض الملف كاملًا',
  close: 'إغلاق',
  cancel: 'إلغاء',
  confirm: 'متابعة',
  you: '(أنا)',
}

const ja: Words = {
  optional: '(任意)',
  more: 'さらに表示',
  less: '折りたたむ',
  choose: '選択',
  search: '検索',
  none: '該当なし',
  typeMore: '{count} 文字以上入力してください',
  clear: 'クリア',
  remove: '{name} を外す',
  most: '選択できるのは {count} 件までです',
  actions: 'その他の操作',
  required: '必須項目です。',
  tooLong: '{count} 文字以内で入力してください。',
  tooShort: '{count} 文字以上で入力してください。',
  left: '残り {count} 文字',
  date: '日付',
  time: '時刻',
  unknown: 'このページは「{type}」の描き方を知りません',
  broken: 'このページは「{type}」を描けませんでした',
  notFetched: '未読込:このページはこのマシンの外のネットワークには接続しません',
  remoteFile: '別の場所にあるファイル',
  download: '{name} をダウンロード',
  whole: 'ファイル全体を表示',
  close: '閉じる',
  cancel: 'キャンセル',
  confirm: '続ける',
  you: '(自分)',
}

const all: Readonly<Record<Language, Words>> = { en, he, ar, ja }

/** The words of a language. */
export const wordsIn = (language: Language): Words => all[language]

/** A sentence with its places filled. */
export const filled = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))

/**
 * What Slack's client itself objects to, as the sandbox says it, in the reader's language; an app's own words as they
 * are.
 */
export const complaintIn = (language: Language, complaint: string): string => {
  const words = all[language]
  if (complaint === en.required) return words.required
  const length = /^Must be at (most|least) (\d+) characters\.$/.exec(complaint)
  if (length === null) return complaint
  return filled(length[1] === 'most' ? words.tooLong : words.tooShort, { count: length[2] ?? '' })
}
