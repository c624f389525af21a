// Sets a process's wall clock as somebody with `date --set` would: `Date` is ahead by as many ms as the file CLOCK_SHIFT_FILE
// says, and behind for fewer than none; it may change while the process runs. The monotonic clock and timers stay as they are.
// JavaScript, for it is loaded before anything is built: NODE_OPTIONS=--import=…
import { readFileSync } from 'node:fs'

const file = process.env['CLOCK_SHIFT_FILE']
const RealDate = Date
let shift = 0

const read = () => {
  shift = Number(readFileSync(file, 'utf8'))
}

if (file !== undefined) {
  read()
  setInterval(read, 20).unref()
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      if (given.length === 0) super(RealDate.now() + shift)
      else super(...given)
    }

    static now() {
      return RealDate.now() + shift
    }
  }
}
