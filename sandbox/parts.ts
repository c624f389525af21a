import type { CallLog } from './call-log.ts'
import type { Delivery } from './delivery/delivery.ts'
import type { Faults } from './faults.ts'
import type { Limits } from './limits.ts'
import type { Manifest } from './manifest.ts'
import type { Playing } from './play/playing.ts'
import type { ResponseUrls } from './response-urls.ts'
import type { Tokens } from './tokens.ts'
import type { Triggers } from './triggers.ts'
import type { Workspace } from './workspace/workspace.ts'

/** Everything a sandbox is made of; the Web API, the people and the control API all work on these. */
export interface Parts {
  workspace: Workspace
  delivery: Delivery
  faults: Faults
  limits: Limits
  calls: CallLog
  tokens: Tokens
  triggers: Triggers
  responseUrls: ResponseUrls
  manifest: Manifest
  play: Playing
  /** Files announced by files.getUploadURLExternal, by their id, until they are completed. */
  uploads: Map<string, { name: string; length: number; bytes: Buffer | undefined }>
}
