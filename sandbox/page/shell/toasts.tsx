import { useShown } from '../tools.ts'

/** Short words that go away by themselves; read aloud as they come. */
export const Toasts = () => (
  <div class="toasts" role="status" aria-live="polite">
    {useShown().toasts.map(({ id, text, kind }) => (
      <p key={id} class={`toast toast-${kind}`} dir="auto">
        {text}
      </p>
    ))}
  </div>
)
