import { render } from 'preact'
import { placeAt } from './data/address.ts'
import { openDesk } from './data/desk.ts'
import { newcomer } from './data/newcomer.ts'
import { readerOf } from './data/shown.ts'
import { ask } from './data/wire.ts'
import { Gallery, galleryAt } from './kit/gallery.tsx'
import { App } from './shell/app.tsx'
import { applyTheme, keptTheme } from './shell/theme.ts'
import { impossibleIn } from './words/impossible.ts'
import { allWords } from './words/words.ts'

/**
 * Each window may be somebody else; a new one begins as whoever was acted as last, the first as a speaker of the
 * reader's.
 */
const person = 'stanch-person'

/** The workspace, in this window. */
const openWorkspace = (): void => {
  const desk = openDesk({
    ask,
    me: sessionStorage.getItem(person) ?? localStorage.getItem(person) ?? newcomer(navigator.languages),
    place: placeAt(location.href, location.href) ?? {},
    onPerson(id) {
      sessionStorage.setItem(person, id)
      localStorage.setItem(person, id)
    },
    onPlace(path) {
      if (path !== location.pathname + location.search) history.pushState(null, '', path)
    },
    impossible: (what) => impossibleIn(allWords[readerOf(desk.store.get()).language], what),
    unanswered(error) {
      const words = allWords[readerOf(desk.store.get()).language]
      return error === 'unknown_command' ? words.noSuchCommand : words.unanswered({ error })
    },
  })

  addEventListener('popstate', () => {
    const place = placeAt(location.href, location.href)
    if (place !== undefined) desk.go(place)
  })

  applyTheme(keptTheme())
  render(<App desk={desk} />, document.body)
}

const gallery = galleryAt(location.search)
if (gallery === undefined) openWorkspace()
else render(<Gallery language={gallery} />, document.body)
