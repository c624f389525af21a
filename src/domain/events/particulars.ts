import type { ChangeId, Moment, UserId } from '../ids.ts'
import type { ImpactPart, ImpactStatement } from '../impact.ts'
import type { Vendor } from '../vendor.ts'
import type { Kind } from '../vocabulary.ts'
import type { Fact } from './fact.ts'

/** What is said of an incident beside its status: whom it hurts, on whom it waits, what was changed in production. */
export type ParticularEvent =
  | Fact<'kind-changed', { from: Kind; to: Kind }>
  | Fact<'impact-stated', { statement: ImpactStatement }>
  | Fact<'impact-withdrawn', { part: ImpactPart }>
  | Fact<'vendor-awaited', { vendor: Vendor }>
  /** Other particulars of the vendor who is waited on already. */
  | Fact<'vendor-described', { vendor: Vendor }>
  | Fact<'vendor-estimated', { name: string; estimate: Moment }>
  | Fact<'vendor-estimate-withdrawn', { name: string }>
  | Fact<'vendor-returned', { name: string }>
  | Fact<'change-recorded', { change: ChangeId; number: number; text: string; undo: string; madeBy: UserId }>
  | Fact<'change-undone', { change: ChangeId; number: number; text: string }>
