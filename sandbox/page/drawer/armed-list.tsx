import { IconButton } from '../shell/icon.tsx'
import type { Armed } from './traffic.ts'
import type { Act } from './watch.ts'
import type { DrawerWords } from './words-en.ts'

/** What is armed at this moment, each with the way to take it back, and one button for all of it. */
export const ArmedList = ({ armed, act, words }: { armed: Armed; act: Act; words: DrawerWords }) => {
  const items = armedItems(armed, words)
  return (
    <section class="armed" aria-label={words.armedNow}>
      <p role="status">
        {armed.connected ? words.connected({ count: String(armed.sockets.open) }) : words.notConnected}{' '}
        {items.length === 0 && words.isNormal}
      </p>
      {items.length > 0 && (
        <ul>
          {items.map(({ key, what, verb, request }) => (
            <li key={key}>
              <bdi>{what}</bdi>
              <IconButton icon="close" label={words.takeBack({ what })} onClick={() => act(verb, request)} />
            </li>
          ))}
        </ul>
      )}
      {/* Not disabled by its own press: the keyboard would fall out of the drawer. */}
      <button type="button" class="button" aria-disabled={items.length === 0} onClick={() => act('disarm')}>
        {words.normal}
      </button>
    </section>
  )
}

type Item = { readonly key: string; readonly what: string; readonly verb: string; readonly request: object }

/** Each piece keeps its own direction. */
const isolated = (piece: string): string => `\u2068${piece}\u2069`

const item = (key: string, isOn: boolean, what: string, verb: string, request: object): readonly Item[] =>
  isOn ? [{ key, what, verb, request }] : []

const armedItems = (armed: Armed, words: DrawerWords): readonly Item[] => {
  const { faults, delayMs, limits, scopes, tokens, held, copies, sockets } = armed
  const withheld = scopes.filter(({ isGranted }) => !isGranted).map(({ name }) => name)
  return [
    ...faults.map(({ id, method, when, how, left }): Item => {
      const which = method === '*' ? words.everyCall : method
      const often = left === null ? words.always : words.left({ count: String(left) })
      return {
        key: `fault-${id}`,
        what: [which, how, words.whens[when], often].map(isolated).join(' · '),
        verb: 'clear-faults',
        request: { id },
      }
    }),
    ...item('limits', limits.on, words.limits, 'limits', { on: false }),
    ...item('delay', delayMs > 0, `${words.delay}: ${delayMs}`, 'delay', { ms: 0 }),
    ...item('bot', tokens.bot !== null, words.refuseBot, 'refuse-tokens', { kind: 'bot', error: null }),
    ...item('app', tokens.app !== null, words.refuseApp, 'refuse-tokens', { kind: 'app', error: null }),
    ...item('scopes', withheld.length > 0, `${words.scopes}: −${withheld.join(', −')}`, 'grant', {
      scopes: scopes.map(({ name }) => name),
    }),
    ...item('held', held !== null, words.held({ count: String(held ?? 0) }), 'release-events', {}),
    ...item('copies', copies > 1, words.twice, 'delivery', { copies: 1 }),
    ...item('sockets', sockets.isOff, words.switchOff, 'allow-sockets', {}),
  ]
}
