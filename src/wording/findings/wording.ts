import type { Fields, OwnFields } from '../quote.js';

/**
 * - `error`: a server that follows the draft refuses the token because of it
 * - `warning`: some servers will, or it is probably not what was meant
 * - `info`: worth knowing
 */
export type Severity = 'error' | 'warning' | 'info';

/** How one finding reads: what is wrong, and what to do. A fix never sees text taken from a token: people paste fixes. */
export interface FindingWording<F extends Fields> {
  readonly severity: Severity;
  readonly message: (fields: F) => string;
  readonly fix?: (fields: OwnFields<F>) => string;
}

/** Types the fields of one entry; does nothing at run time. */
export function found<F extends Fields = Record<never, never>>(wording: FindingWording<F>): FindingWording<F> {
  return wording;
}
