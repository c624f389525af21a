/** What a call was answered with: its text, or the beginning of it when it was a long one. */
export interface Answer {
  text: string
  /** Characters of the whole. */
  length: number
}

/** In characters: one answer, and all of them together. */
const longest = 64_000
const keptInAll = 4_000_000

/** The last answers, by the number of their call; the oldest are forgotten when there are too many, or they are too long. */
export class Answers {
  readonly #kept = new Map<number, Answer>()
  #size = 0

  /** Keeps an answer. */
  keep(n: number, text: string): void {
    // A piece of a string keeps the whole of it in memory; a copy by way of bytes does not.
    const head = text.length > longest ? Buffer.from(text.slice(0, longest)).toString() : text
    this.#kept.set(n, { text: head, length: text.length })
    this.#size += head.length
    for (const [oldest, answer] of this.#kept) {
      if (this.#size <= keptInAll) break
      this.#kept.delete(oldest)
      this.#size -= answer.text.length
    }
  }

  /** The answer to this call, or undefined when it is forgotten (or has not come). */
  of(n: number): Answer | undefined {
    return this.#kept.get(n)
  }
}
