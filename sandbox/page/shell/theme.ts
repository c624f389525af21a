/** Light, dark, or as the system has it. */
export type Theme = 'light' | 'dark' | 'system'

const key = 'stanch-theme'
const order: readonly Theme[] = ['system', 'light', 'dark']

/** The one chosen on this machine; the system's, if none was. */
export const keptTheme = (): Theme => order.find((one) => one === localStorage.getItem(key)) ?? 'system'

/** The one after it. */
export const nextTheme = (theme: Theme): Theme => order[(order.indexOf(theme) + 1) % order.length] ?? 'system'

/** Puts it on, and keeps it. */
export const applyTheme = (theme: Theme): void => {
  localStorage.setItem(key, theme)
  document.documentElement.dataset['theme'] = theme
}
