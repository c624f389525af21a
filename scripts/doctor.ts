import { examine } from './doctor/examine.ts'
import { printed } from './doctor/line.ts'
import { readEnvironment } from './start/environment.ts'

/**
 * `npm run doctor [-- --json]`: looks at everything that Stanch needs, while it runs or while it does not, and says what
 * mends what is wrong. Changes nothing. Exit code 1 where something is broken, else 0.
 */
const args = process.argv.slice(2)

if (args.some((arg) => arg !== '--json')) {
  console.error('Use: npm run doctor [-- --json]')
  process.exitCode = 1
} else {
  const lines = await examine(readEnvironment('.env'), '.env')
  const ok = lines.every(({ level }) => level !== 'broken')
  console.log(args.length > 0 ? JSON.stringify({ ok, lines }, null, 2) : lines.map(printed).join('\n'))
  process.exitCode = ok ? 0 : 1
}
