import type { MessageView } from './message.ts'

/**
 * A short name for what a message shows: the same for the same blocks, in every process. It tells a part that would
 * show the same again from one that changed; 53 bits (cyrb53) are enough for a handful of versions of one message, and
 * it keeps nothing secret.
 */
export const digest = (view: MessageView): string => {
  const shown = JSON.stringify(view)
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < shown.length; index++) {
    const unit = shown.charCodeAt(index)
    high = Math.imul(high ^ unit, 2_654_435_761)
    low = Math.imul(low ^ unit, 1_597_334_677)
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(36)
}
