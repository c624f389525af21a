import type { FaultRequest } from '../../sandbox/faults.ts'

/** What happens at a point: how the call fails, and what becomes of the process while it hangs. */
export type Blow = {
  readonly name: string
  readonly fault: Pick<FaultRequest, 'when' | 'how'>
  readonly process?: 'killed' | 'terminated'
}

/** Each single fault that the promise speaks of. */
export const blows: readonly Blow[] = [
  { name: '429', fault: { when: 'before', how: { status: 429, headers: { 'retry-after': '1' } } } },
  { name: '500 before', fault: { when: 'before', how: { status: 500 } } },
  { name: '500 after', fault: { when: 'after', how: { status: 500 } } },
  { name: 'dropped after', fault: { when: 'after', how: 'drop' } },
  { name: 'HTML', fault: { when: 'before', how: 'html' } },
  { name: 'hang', fault: { when: 'before', how: 'hang' } },
  { name: 'kill -9 before', fault: { when: 'before', how: 'hang' }, process: 'killed' },
  { name: 'kill -9 after', fault: { when: 'after', how: 'hang' }, process: 'killed' },
  { name: 'SIGTERM', fault: { when: 'after', how: 'hang' }, process: 'terminated' },
]
