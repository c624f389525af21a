import type { LostIncident } from '../domain/health.ts'
import type { ChannelId, Moment } from '../domain/ids.ts'

/** What the first start after a restore has to know and to leave behind. */
export type Restores = {
  /** When the backup was made that this database was filled from, if Slack has not been asked since what is there. */
  unlooked(): Promise<Moment | undefined>
  /** Of these channels those that no incident holds, and whose number (in its name) no incident has. */
  strangers<Channel extends { readonly id: ChannelId; readonly number: number }>(
    channels: readonly Channel[],
  ): Promise<readonly Channel[]>
  /**
   * Slack has been asked, and has these channels of incidents that are lost. The next incident gets a number above the
   * highest.
   */
  looked(highestNumber: number, lost: readonly LostIncident[]): Promise<void>
  /** What `looked` was told, for two weeks after a restore; by then whoever restored has seen it. */
  lost(): Promise<readonly LostIncident[]>
}
