import { useId, useState } from 'preact/hooks'
import { faultOf, type FaultWish, hows, oftens } from './fault-kinds.ts'
import type { Act } from './watch.ts'
import type { DrawerWords } from './words-en.ts'

const first: FaultWish = {
  method: 'chat.postMessage',
  how: 'rate-limit',
  often: 'once',
  error: 'channel_not_found',
  seconds: 5,
}

/** Which calls fail, how, and how often. */
export const FaultForm = ({ methods, act, words }: { methods: readonly string[]; act: Act; words: DrawerWords }) => {
  const [wish, setWish] = useState(first)
  const set = (change: Partial<FaultWish>): void => setWish({ ...wish, ...change })
  const list = useId()
  const arm = (event: Event): void => {
    event.preventDefault()
    act('add-fault', faultOf(wish))
  }
  return (
    <form class="fault-form" onSubmit={arm}>
      <label class="fault-field is-wide">
        <span>{words.method}</span>
        <input
          dir="ltr"
          required
          list={list}
          value={wish.method}
          title={words.methodHint}
          onInput={(event) => set({ method: event.currentTarget.value })}
        />
        <datalist id={list}>
          {methods.map((method) => (
            <option key={method} value={method} />
          ))}
        </datalist>
      </label>
      <label class="fault-field is-wide">
        <span>{words.how}</span>
        <select onChange={(event) => set({ how: hows[event.currentTarget.selectedIndex] ?? wish.how })}>
          {hows.map((how) => (
            <option key={how} value={how} selected={how === wish.how}>
              {words.hows[how]}
            </option>
          ))}
        </select>
      </label>
      {wish.how === 'error' && (
        <label class="fault-field">
          <span>{words.errorName}</span>
          <input
            dir="ltr"
            required
            pattern="[a-z_]+"
            value={wish.error}
            onInput={(event) => set({ error: event.currentTarget.value })}
          />
        </label>
      )}
      {wish.how === 'rate-limit' && (
        <label class="fault-field">
          <span>{words.seconds}</span>
          <input
            type="number"
            min="1"
            max="600"
            value={wish.seconds}
            onInput={(event) => set({ seconds: Math.max(1, Number(event.currentTarget.value) || 1) })}
          />
        </label>
      )}
      <label class="fault-field">
        <span>{words.often}</span>
        <select onChange={(event) => set({ often: oftens[event.currentTarget.selectedIndex] ?? wish.often })}>
          {oftens.map((often) => (
            <option key={often} value={often} selected={often === wish.often}>
              {words.oftens[often]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="button button-main">
        {words.arm}
      </button>
    </form>
  )
}
