import type { Completion, Offer } from '../data/completion.ts'
import { useTools } from '../tools.ts'

/** The list of what the composer offers; the one marked is what Tab takes. */
export const Completions = (props: {
  id: string
  completion: Completion
  at: number
  onTake: (offer: Offer) => void
}) => {
  const { words } = useTools()
  const { id, completion, at, onTake } = props
  return (
    <div class="completions">
      {completion.hint !== undefined && (
        <p class="hint" dir="ltr">
          <span class="quiet">{words.usage}:</span> {completion.hint}
        </p>
      )}
      {completion.offers.length > 0 && (
        <ul id={id} role="listbox" aria-label={words.completions}>
          {completion.offers.map((offer, nth) => (
            <li
              key={offer.key}
              id={`${id}-${nth}`}
              role="option"
              aria-selected={nth === at}
              onPointerDown={(event) => {
                event.preventDefault()
                onTake(offer)
              }}
            >
              <strong>
                <bdi>{offer.label}</bdi>
              </strong>{' '}
              <span class="quiet">
                <bdi>{offer.detail}</bdi>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
