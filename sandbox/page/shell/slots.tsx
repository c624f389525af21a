import { DrawerHere, GuideButtons, GuideHere } from '../guide/in-page.tsx'

/*
 * Where parts of other rooms stand in the page. Each takes what it needs by `useTools()` and `useShown()`.
 */

/** In the bar at the top, before the switch of people. */
export const InTopBar = () => <GuideButtons />

/** Between a channel's header and its messages. */
export const AboveMessages = () => <GuideHere />

/** Over or beside the whole page. */
export const OverPage = () => <DrawerHere />
