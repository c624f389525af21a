import { Component, type FunctionComponent, h } from 'preact'

/** A component that is drawn again only when one of its properties is another: for what stands there by the hundred. */
export const unchanged = <Props extends object>(draw: FunctionComponent<Props>) =>
  class extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      return Object.entries(next).some(([key, value]) => Reflect.get(this.props, key) !== value)
    }
    override render() {
      return h(draw, this.props)
    }
  }
