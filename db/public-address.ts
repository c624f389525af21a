import { createHash } from 'node:crypto'
import type { IncidentId } from '../src/domain/ids.ts'

/**
 * Where an incident stands on the status page: 80 bits of a hash of its own random id, so the same on every replica and
 * after a restore, and leading back to nothing.
 */
export const publicAddress = (incident: IncidentId | string): string =>
  createHash('sha256').update(`status page of ${incident}`).digest('hex').slice(0, 20)
