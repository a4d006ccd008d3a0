import type { ReadCaveat } from '../caveat/read.js';
import type { Requirement } from './dialect.js';
import { objection } from './rules.js';

/** The caveats of a token as it is issued, in order: `text` stands for itself, `text*` for anything that begins so. */
export type IssuedForm = readonly string[];

/** Asks that a token look as it was issued: where servers look it up by its text, a narrowed one is in no database. */
export function asIssued(...forms: readonly IssuedForm[]): Requirement {
  return ({ caveats }) => (forms.some((form) => hasForm(caveats, form)) ? undefined : objection('not-as-issued', {}));
}

function hasForm(caveats: readonly ReadCaveat[], form: IssuedForm): boolean {
  return caveats.length === form.length && caveats.every((caveat, position) => matches(caveat, form[position] ?? ''));
}

function matches(caveat: ReadCaveat, expected: string): boolean {
  if (caveat.form === 'not-text' || caveat.form === 'third-party') return false;
  return expected.endsWith('*') ? caveat.text.startsWith(expected.slice(0, -1)) : caveat.text === expected;
}
