/** What must be let go again when the process stops; the last that was opened goes first. */
export type OnStop = (stop: () => Promise<unknown>) => void
