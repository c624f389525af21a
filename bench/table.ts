/** One line of a table; numbers and words as they are to be read. */
export type Line = readonly string[]

/** Prints a table under its title: the first column to the left, the others to the right. At most 120 columns wide. */
export const printTable = (title: string, head: Line, lines: readonly Line[]): void => {
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => (line[column] ?? '').length)))
  const draw = (line: Line): string =>
    widths
      .map((width, column) =>
        column === 0 ? (line[column] ?? '').padEnd(width) : (line[column] ?? '').padStart(width),
      )
      .join('  ')
      .trimEnd()
  const all = [draw(head), widths.map((width) => '-'.repeat(width)).join('  '), ...lines.map(draw)]
  console.log(`\n${title}\n${all.join('\n')}`)
}

/** Reached beside its goal: the word at the end of a line. */
export const verdict = (reached: boolean): string => (reached ? 'yes' : 'NO')
