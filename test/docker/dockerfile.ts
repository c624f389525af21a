/** One instruction of a Dockerfile: `COPY`, and what stands behind it. */
export type Instruction = { readonly name: string; readonly rest: string }

/** A Dockerfile's instructions in their order; comments are passed over, and lines that go on are joined. */
export const instructions = (text: string): readonly Instruction[] =>
  text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .flatMap((line) => {
      const [, name, rest] = /^([A-Z]+)\s+(.*\S)/.exec(line) ?? []
      return name === undefined || rest === undefined ? [] : [{ name, rest: rest.replaceAll(/\s+/g, ' ') }]
    })

/** What a COPY takes out of the context. */
export const sourcesOfCopy = ({ rest }: Instruction): readonly string[] => rest.split(' ').slice(0, -1)
