import type { TextKey } from '../../src/text/text.ts'

/** Keys whose text is the same in every language, because it is a name or a token and not a sentence. */
export const literals: readonly TextKey[] = ['severity.sev1', 'severity.sev2', 'severity.sev3', 'severity.sev4']
