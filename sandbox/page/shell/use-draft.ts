import { useState } from 'preact/hooks'

/** What is being written, kept for as long as the window is open: each place, and each person, has its own. */
export const useDraft = (key: string): [string, (text: string) => void] => {
  const name = `stanch-draft ${key}`
  const [text, setText] = useState(sessionStorage.getItem(name) ?? '')
  return [
    text,
    (next) => {
      setText(next)
      if (next === '') sessionStorage.removeItem(name)
      else sessionStorage.setItem(name, next)
    },
  ]
}
