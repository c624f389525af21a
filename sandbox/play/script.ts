/** A language in which the scripted incident can be played. */
export type Language = 'en' | 'he' | 'ar' | 'ja'

/** Every language there is a script in. */
export const languages = ['en', 'he', 'ar', 'ja'] as const satisfies readonly Language[]

/** What somebody does in the script: `lead` runs the incident, `comms` tells the others, `digs` looks for the cause. */
export type Part = 'lead' | 'comms' | 'digs'

/** A scripted incident: what is declared, said, reported and answered at the end. It names no clock time: it plays at any. */
export type Script = {
  /** Names of people in the workspace; the lead is at home in the language. */
  readonly cast: Readonly<Record<Part, string>>
  readonly title: string
  readonly talk: readonly (readonly [part: Part, said: string])[]
  readonly update: string
  /** What fixed it; how it was verified; whether it can return; who is thanked. */
  readonly resolution: readonly [string, string, string, string]
}

/** The script in this language. */
export const scriptIn = (language: Language): Script => scripts[language]

const scripts: Record<Language, Script> = {
  en: {
    cast: { lead: 'ann', comms: 'layla', digs: 'noa' },
    title: 'Checkout is down',
    talk: [
      ['lead', "I'm IC"],
      ['comms', "I'll take comms"],
      ['digs', 'we are seeing 502s on every payment, for ten minutes now'],
      ['digs', 'the connection pool of payments-db is exhausted, that is the root cause'],
      ['lead', 'rolled back the payments release'],
      ['digs', 'error rate is back to normal'],
    ],
    update: 'Payments fail for all customers. The last release is rolled back; we are watching it recover.',
    resolution: [
      'The payments release was rolled back.',
      'Fifty test payments went through, and the error rate is at its usual 0.1 %.',
      'Yes, until the pool has a limit per worker.',
      'Noa, for finding the pool.',
    ],
  },
  he: {
    cast: { lead: 'noa', comms: 'layla', digs: 'ann' },
    title: 'עמוד התשלום לא עולה',
    talk: [
      ['lead', 'אני על ניהול האירוע'],
      ['comms', 'אני לוקחת את התקשורת'],
      ['digs', 'יש 502 על כל תשלום, כבר עשר דקות'],
      ['digs', 'נגמרו החיבורים ב-connection pool של payments-db, זאת סיבת השורש'],
      ['lead', 'עשיתי rollback לגרסה האחרונה של התשלומים'],
      ['digs', 'שיעור השגיאות חזר לנורמה'],
    ],
    update: 'תשלומים נכשלים אצל כל הלקוחות. הגרסה האחרונה הוחזרה לאחור, ואנחנו עוקבים אחרי ההתאוששות.',
    resolution: [
      'הגרסה של התשלומים הוחזרה לאחור.',
      'חמישים תשלומי בדיקה עברו, ושיעור השגיאות חזר ל-0.1% הרגיל.',
      'כן, עד שתהיה ל-pool מגבלה לכל worker.',
      'ל-Ann, שמצאה את ה-pool.',
    ],
  },
  ar: {
    cast: { lead: 'layla', comms: 'noa', digs: 'ann' },
    title: 'صفحة الدفع متوقفة',
    talk: [
      ['lead', 'أنا أتولى قيادة الحادثة'],
      ['comms', 'سأتولى التواصل'],
      ['digs', 'نرى أخطاء 502 في كل عملية دفع منذ عشر دقائق'],
      ['digs', 'نفدت اتصالات connection pool في payments-db، هذا هو السبب الجذري'],
      ['lead', 'تم التراجع عن آخر إصدار للمدفوعات'],
      ['digs', 'عاد معدل الأخطاء إلى طبيعته'],
    ],
    update: 'تفشل عمليات الدفع لدى جميع العملاء. تراجعنا عن الإصدار الأخير ونراقب التعافي.',
    resolution: [
      'تم التراجع عن إصدار المدفوعات.',
      'نجحت خمسون عملية دفع تجريبية، وعاد معدل الأخطاء إلى 0.1% المعتاد.',
      'نعم، إلى أن يوضع حد لكل worker في pool الاتصالات.',
      'إلى Ann لأنها وجدت السبب.',
    ],
  },
  ja: {
    cast: { lead: 'haruki', comms: 'layla', digs: 'ann' },
    title: '決済ページが表示されない',
    talk: [
      ['lead', '指揮を取ります'],
      ['comms', '連絡担当をやります'],
      ['digs', 'ここ10分ほど、すべての決済で502エラーが出ています'],
      ['digs', 'payments-dbのコネクションプールが枯渇しています。これが根本原因です'],
      ['lead', '決済の直近のリリースをロールバックしました'],
      ['digs', 'エラー率が通常に戻りました'],
    ],
    update: 'すべてのお客様で決済が失敗しています。直近のリリースを切り戻し、回復を見守っています。',
    resolution: [
      '決済のリリースを切り戻しました。',
      'テスト決済50件が成功し、エラー率は平常の0.1%に戻りました。',
      'ワーカーごとの接続数に上限を設けるまでは再発しえます。',
      '原因を見つけたAnnさん。',
    ],
  },
}
