import { Component, type FunctionComponent, h } from 'preact'

/** A component that is drawn again only when one of its properties is another one: for what stands there by the hundred. */
export const kept = <Props extends object>(draw: FunctionComponent<Props>) =>
  class extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const before = Object.entries(this.props)
      return (
        before.length !== Object.keys(next).length || before.some(([key, value]) => Reflect.get(next, key) !== value)
      )
    }
    override render() {
      return h(draw, this.props)
    }
  }
