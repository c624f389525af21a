import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { openMetrics } from '../../src/metrics.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const page = read('docs/on-duty.md')

const sources = ['src', 'db', 'scripts/start']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts'))
  .concat('scripts/start.ts')
  .map(read)
  .join('\n')

const all = (pattern: RegExp): readonly string[] => [
  ...new Set([...sources.matchAll(pattern)].map((match) => match[1] ?? '')),
]

describe('the page for the one on duty', () => {
  it.each(all(/\bevent: '([a-z][a-z-]+)'/g))('says what %s in the log means', (event) => {
    expect(page).toContain(`\`${event}\``)
  })

  it.each(all(/start(?:Wheel|Rounds)\('([a-z-]+)'/g))('names the loop %s', (loop) => {
    expect(page).toContain(`\`${loop}\``)
  })
})

const rules = z
  .object({
    groups: z.array(
      z.object({
        rules: z.array(
          z.object({
            alert: z.string(),
            expr: z.string(),
            labels: z.object({ severity: z.enum(['page', 'ticket']) }),
            annotations: z.object({ summary: z.string() }),
          }),
        ),
      }),
    ),
  })
  .parse(parse(read('docs/alerts.yml')))
  .groups.flatMap((group) => group.rules)

describe('the alert rules', () => {
  it.each(rules)('$alert is on the page, and asks for figures that there are', async ({ alert, expr }) => {
    expect(page).toContain(`\`${alert}\``)
    const none = { due: 0, oldestMs: 0 }
    const figures = await openMetrics().text({
      backlog: async () => ({ outbox: none, inbox: none, parked: 0, openIncidents: 0, inTriage: 0 }),
      connections: () => 0,
      isHeld: () => false,
    })
    for (const [name] of expr.matchAll(/\bstanch_\w+/g)) {
      expect(figures).toContain(`# TYPE ${name.replace(/_(bucket|count|sum)$/, '')} `)
    }
  })
})
