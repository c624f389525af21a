import type { Language } from '../../src/domain/incident.ts'

/** A scripted incident: what is declared, said, reported and answered at the end. */
export type Script = {
  readonly title: string
  readonly talk: readonly (readonly [who: 'noa' | 'layla' | 'ann', said: string])[]
  readonly update: string
  /** What fixed it; how it was verified; whether it can return; who is thanked. */
  readonly resolution: readonly [string, string, string, string]
}

/** The script in this language. */
export const scriptIn = (language: Language): Script => scripts[language]

const scripts: Record<Language, Script> = {
  en: {
    title: 'Checkout is down',
    talk: [
      ['noa', "I'm IC"],
      ['layla', "I'll take comms"],
      ['ann', 'we are seeing 502s on every payment since 13:40'],
      ['ann', 'the connection pool of payments-db is exhausted, that is the root cause'],
      ['noa', 'rolled back the payments release'],
      ['ann', 'error rate is back to normal'],
    ],
    update: 'Payments fail for all customers. The release of 13:35 is rolled back; we are watching it recover.',
    resolution: [
      'The payments release was rolled back.',
      'Fifty test payments went through, and the error rate is at its usual 0.1 %.',
      'Yes, until the pool has a limit per worker.',
      'Ann, for finding the pool.',
    ],
  },
  he: {
    title: 'עמוד התשלום לא עולה',
    talk: [
      ['noa', 'אני על ניהול האירוע'],
      ['layla', 'אני לוקחת את התקשורת'],
      ['ann', 'אנחנו רואים שגיאות 502 בכל תשלום מאז 13:40'],
      ['noa', 'עשינו rollback לגרסה של התשלומים'],
      ['ann', 'שיעור השגיאות חזר לנורמה'],
    ],
    update: 'תשלומים נכשלים לכל הלקוחות. הגרסה של 13:35 הוחזרה לאחור, ואנחנו עוקבים אחרי ההתאוששות.',
    resolution: [
      'גרסת התשלומים הוחזרה לאחור.',
      'חמישים תשלומי בדיקה עברו.',
      'כן, עד שתהיה מגבלה לכל תהליך.',
      'Ann, שמצאה את התקלה.',
    ],
  },
  ar: {
    title: 'صفحة الدفع متوقفة',
    talk: [
      ['noa', 'أنا أتولى قيادة الحادثة'],
      ['layla', 'سأتولى التواصل'],
      ['ann', 'نرى أخطاء 502 في كل عملية دفع منذ 13:40'],
      ['noa', 'تم التراجع عن إصدار المدفوعات'],
      ['ann', 'عاد معدل الأخطاء إلى طبيعته'],
    ],
    update: 'تفشل عمليات الدفع لدى جميع العملاء. تراجعنا عن إصدار 13:35 ونراقب التعافي.',
    resolution: [
      'تم التراجع عن إصدار المدفوعات.',
      'نجحت خمسون عملية دفع تجريبية.',
      'نعم، إلى أن يوضع حد لكل عملية.',
      'Ann لأنها وجدت السبب.',
    ],
  },
  ja: {
    title: '決済ページが表示されない',
    talk: [
      ['noa', '指揮を取ります'],
      ['layla', '連絡担当をやります'],
      ['ann', '13:40からすべての決済で502エラーが出ています'],
      ['noa', '決済のリリースをロールバックしました'],
      ['ann', 'エラー率が通常に戻りました'],
    ],
    update: 'すべてのお客様で決済が失敗しています。13:35のリリースを切り戻し、回復を見守っています。',
    resolution: [
      '決済のリリースを切り戻しました。',
      'テスト決済50件が成功しました。',
      'ワーカーごとの上限を入れるまでは再発しえます。',
      '原因を見つけたAnnさん。',
    ],
  },
}
