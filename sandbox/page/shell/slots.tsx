/*
 * Where parts of other rooms stand in the page. Each takes what it needs by `useTools()` and `useShown()`.
 */

/** In the bar at the top, before the switch of people. */
export const InTopBar = () => null

/** Between a channel's header and its messages. */
export const AboveMessages = () => null

/** Over or beside the whole page. */
export const OverPage = () => null
