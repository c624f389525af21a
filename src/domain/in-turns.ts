/** How many are done before others go first: some milliseconds' worth, where all of fifty thousand take seconds. */
export const doneAtOnce = 100

/** Does something with each, in their order; `pause` lets others go first after every `doneAtOnce` of them. */
export const inTurns = async <One>(
  all: Iterable<One>,
  pause: () => Promise<unknown>,
  work: (one: One) => void,
): Promise<void> => {
  let done = 0
  for (const one of all) {
    work(one)
    done += 1
    if (done % doneAtOnce === 0) await pause()
  }
}
