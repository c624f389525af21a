import { DatabaseAway } from './ports.ts'

/**
 * Does work again and again for as long as the database is away: what is in our hands then is stored as soon as it
 * takes it. Rejects with `DatabaseAway` only once `isStopping`, with everything else at once. `againMs`: between two
 * tries.
 */
export const whileAway = async <Answer>(
  work: () => Promise<Answer>,
  { againMs, isStopping }: { readonly againMs: number; readonly isStopping: () => boolean },
): Promise<Answer> => {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DatabaseAway) || isStopping()) throw error
      await new Promise((resolve) => setTimeout(resolve, againMs))
    }
  }
}
