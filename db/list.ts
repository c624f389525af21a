/**
 * PostgreSQL's text form of an array. postgres.js would first have to ask each new connection for the types of arrays.
 */
export const list = (values: readonly (string | number | boolean | null)[]): string =>
  `{${values.map((value) => (value === null ? 'null' : `"${String(value).replaceAll(/["\\]/g, '\\$&')}"`)).join(',')}}`
