import type { ExitCode } from '../exit-codes.js';

/** What an error may carry besides its code: short, structured, and never a secret. */
export type ErrorFields = Readonly<Record<string, string | number>>;

/** How one error code reads: its exit code, what is wrong (and where), and the next thing to do. */
export interface ErrorWording<F extends ErrorFields> {
  readonly exit: ExitCode;
  readonly message: (fields: F) => string;
  readonly hint: (fields: F) => string;
}

/** Types the fields of one entry; does nothing at run time. */
export function worded<F extends ErrorFields = Record<never, never>>(wording: ErrorWording<F>): ErrorWording<F> {
  return wording;
}
