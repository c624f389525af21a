/**
 * Gives the keyboard to the first of these that is there once the page has been drawn anew: what had it is about to go,
 * and with nothing in its place a person would begin again at the top of the page.
 */
export const focusNext = (selector: string): void => {
  requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus()))
}
