import { runYardstick } from '../bench/yardstick.ts'

// A process of its own, started by `npm run bench`.
await runYardstick()
