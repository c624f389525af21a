/** Strokes on a square of 20, in the colour of the text. */
const paths = {
  menu: 'M3 5h14M3 10h14M3 15h14',
  close: 'M5 5l10 10M15 5L5 15',
  hash: 'M8 3L6 17M14 3l-2 14M3.5 7.5h13.5M3 12.5h13.5',
  lock: 'M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3',
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M13 13l4 4',
  plus: 'M10 4v12M4 10h12',
  pin: 'M7 3h6l-.6 6l2.6 3H5l2.6-3zM10 12v5',
  people:
    'M7.5 9.5a3 3 0 1 0 0-6a3 3 0 0 0 0 6M2 16.5c0-3 2.5-5 5.5-5s5.5 2 5.5 5M13 4a3 3 0 0 1 0 5.4M14.5 11.8c2.2.5 3.5 2.3 3.5 4.7',
  smile: 'M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 0 0 0-15M7 8v.6M13 8v.6M6.5 12c1.6 2.4 5.4 2.4 7 0',
  reply: 'M3 4h14v10H9l-4 3v-3H3z',
  pencil: 'M4 16l.8-3.6L13.6 3.6l2.8 2.8l-8.8 8.8z',
  bin: 'M4 6h12M8 6V4h4v2M5.5 6l.7 11h7.6l.7-11M8.5 9v5M11.5 9v5',
  link: 'M8.5 11.5l3-3M9 6l1.5-1.5a3.5 3.5 0 0 1 5 5L14 11M11 14l-1.5 1.5a3.5 3.5 0 0 1-5-5L6 9',
  more: 'M4.5 10h.1M10 10h.1M15.5 10h.1',
  send: 'M3 3.5l14.5 6.5L3 16.5l2-6.5zM5 10h6',
  clip: 'M15.5 9l-6 6a3.6 3.6 0 0 1-5-5l6.5-6.5a2.4 2.4 0 0 1 3.4 3.4L8 13.2a1.2 1.2 0 0 1-1.7-1.7L11.5 6',
  bolt: 'M11.5 2L4.5 11.5h5L8.5 18l7-9.5h-5z',
  down: 'M10 4v12M5 11l5 5l5-5',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7M10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6L16 16M4 16l1.4-1.4M14.6 5.4L16 4',
  leave: 'M12 4V3H4v14h8v-1M8 10h9M14 7l3 3l-3 3',
  check: 'M4 10.5l4 4l8-9',
  file: 'M5 2.5h6.5L15.5 6.5v11h-10.5zM11.5 2.5v4h4',
  code: 'M7 5.5L2.5 10L7 14.5M13 5.5l4.5 4.5l-4.5 4.5M11.5 3.5l-3 13',
  steps: 'M3 5l1.5 1.5L7 3.5M10 5h7M3 11l1.5 1.5L7 9.5M10 11h7M4.5 16.5h.1M10 16.5h7',
} as const

/** Which picture. */
export type IconName = keyof typeof paths

/** A small picture beside a word or on a labelled button; nothing is read aloud for it. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg
    class={`icon icon-${name}`}
    viewBox="0 0 20 20"
    width="18"
    height="18"
    fill="none"
    stroke="currentColor"
    stroke-width={name === 'more' ? 2.6 : 1.6}
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
)

/** A button with a picture for a face and its words for a name. */
export const IconButton = (props: {
  icon: IconName
  label: string
  onClick: (event: MouseEvent) => void
  class?: string
  isPressed?: boolean
  isExpanded?: boolean
}) => (
  <button
    type="button"
    class={`icon-button ${props.class ?? ''}`}
    aria-label={props.label}
    title={props.label}
    {...(props.isPressed === undefined ? {} : { 'aria-pressed': props.isPressed })}
    {...(props.isExpanded === undefined ? {} : { 'aria-expanded': props.isExpanded })}
    onClick={props.onClick}
  >
    <Icon name={props.icon} />
  </button>
)
