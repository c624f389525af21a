import { z } from 'zod'
import { startSandbox } from './start.ts'

const env = z
  .object({
    SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
    SANDBOX_STATE: z.string().optional(),
  })
  .parse(process.env)

const sandbox = await startSandbox({
  port: env.SANDBOX_PORT,
  ...(env.SANDBOX_STATE === undefined ? {} : { stateFile: env.SANDBOX_STATE }),
})
process.stdout.write(`Local Slack workspace: ${sandbox.url}\n`)

let stopping: Promise<void> | undefined
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    stopping ??= sandbox.stop()
  })
}
