import { bench } from '../bench/bench.ts'

/** `npm run bench -- [SECTION …] [--quick]`: Stanch beside the yardstick, as tables. */
process.exitCode = await bench(process.argv.slice(2))
