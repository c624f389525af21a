import { Component, type ComponentChildren } from 'preact'
import { useWords } from './drawing.ts'
import { isKit, stringOf } from './reading.ts'
import { filled } from './words.ts'

/** What this page does not know: its name, and all that was sent, folded. Nothing is dropped in silence. */
export const Unknown = ({ held }: { held: unknown }) => <Box held={held} why={useWords().unknown} />

const Box = ({ held, why, fault }: { held: unknown; why: string; fault?: string }) => (
  <details class="kit-unknown">
    <summary>{filled(why, { type: isKit(held) ? stringOf(held['type']) || '?' : typeof held })}</summary>
    {fault !== undefined && <p dir="ltr">{fault}</p>}
    <pre dir="ltr">{JSON.stringify(held, undefined, 2)}</pre>
  </details>
)

type GuardProps = { readonly held: unknown; readonly children: ComponentChildren }
type GuardState = { readonly fault?: unknown; readonly held?: unknown }

/** A block that cannot be drawn leaves its box; those around it stay. When another one is sent it is tried again. */
export class Guard extends Component<GuardProps, GuardState> {
  static override getDerivedStateFromError(fault: unknown): GuardState {
    return { fault }
  }

  static override getDerivedStateFromProps({ held }: GuardProps, state: GuardState): GuardState {
    return held === state.held ? state : { held, fault: undefined }
  }

  override render() {
    const { fault } = this.state
    if (fault === undefined) return this.props.children
    return <Broken held={this.props.held} fault={fault instanceof Error ? fault.message : String(fault)} />
  }
}

const Broken = ({ held, fault }: { held: unknown; fault: string }) => (
  <Box held={held} why={useWords().broken} fault={fault} />
)
