import { z } from 'zod'
import { startSandbox } from './start.ts'
import { StateUnreadable } from './state-file.ts'

const env = z
  .object({
    SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
    SANDBOX_STATE: z.string().optional(),
  })
  .parse(process.env)

/** Whoever starts this reads the cure, not where in the code it was thrown. */
const tell = (error: unknown): never => {
  if (!(error instanceof StateUnreadable)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}

const sandbox = await startSandbox({
  port: env.SANDBOX_PORT,
  alsoIpv6: true,
  ...(env.SANDBOX_STATE === undefined ? {} : { stateFile: env.SANDBOX_STATE }),
}).catch(tell)
process.stdout.write(`Local Slack workspace: ${sandbox.url}\n`)

let stopping: Promise<void> | undefined
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    stopping ??= sandbox.stop()
  })
}
