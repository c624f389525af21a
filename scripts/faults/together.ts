/** Works on all of them, at most `limit` at once; the answers come in their order. */
export const together = async <Item, Answer>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> => {
  const answers: Answer[] = []
  const rest = [...items.entries()]
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) answers[next[0]] = await work(next[1])
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return answers
}
