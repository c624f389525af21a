import { ledBy, wordTable } from './slash.ts'

const words = wordTable<'back' | 'estimate'>([
  [
    'back',
    'back | returned | is back | done | over | resolved | up | חזר | חזרו | הספק חזר | עובד | עובדים | عاد | عادت | عادوا | رجع | 復旧 | 復旧済み | 復帰 | 解消',
  ],
  [
    'estimate',
    'estimate | eta | until | by | promised | הערכה | צפי | עד | تقدير | الموعد | موعد | حتى | 見込み | 復旧見込み | 予定',
  ],
])

/** What is wished with `vendor`: the end of the wait, another estimate, or the form with a name in it. */
export type VendorWish = { readonly wish: 'back' | 'estimate' | 'form'; readonly rest: string }

/**
 * Reads what stands behind `vendor`. `back` counts only where nothing follows it: a vendor may be called "Back Office".
 */
export const vendorWished = (text: string): VendorWish => {
  const led = ledBy(text, words)
  if (led === undefined || (led.found === 'back') !== (led.rest === '')) return { wish: 'form', rest: text }
  return { wish: led.found, rest: led.rest }
}
