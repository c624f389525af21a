/** One thing that can happen: its name in the past tense, and what is known of it. */
export type Fact<Type extends string, Data = unknown> = { readonly type: Type } & Data
