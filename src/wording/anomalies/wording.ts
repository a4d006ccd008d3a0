/** `error`: readers refuse the token or see different content; `warning`: some do; `info`: worth knowing, harmless. */
export type AnomalySeverity = 'error' | 'warning' | 'info';

/** A text, or one that names a number: bytes missing, bytes found, characters in a row. */
type Text = string | ((count: number) => string);

/** How one anomaly reads: what is wrong, what was expected at its byte, and what to do about it. */
export interface AnomalyWording {
  readonly severity: AnomalySeverity;
  /**
   * Whether the strict reader refuses it: what no canonical encoder writes, and what readers disagree about in structure.
   * Not refused is what all readers read alike, however odd: an empty location, a value that is no UTF-8, a
   * verification id that nothing can discharge.
   */
  readonly refusedWhenStrict: boolean;
  readonly message: Text;
  readonly expected: Text;
  readonly fix: string;
}

/** Types one entry, keeping its code literal; does nothing at run time. */
export function anomalies<C extends string>(table: Record<C, AnomalyWording>): Record<C, AnomalyWording> {
  return table;
}

/** `1 byte`, `2 bytes`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export const COPY_AGAIN = 'Copy the token again, whole and alone.';
export const ASK_ISSUER = 'Ask the issuer for a new token: no common encoder writes this one.';
export const MAKE_NEW =
  'Get a new token: what is in this one is not what its issuer signed, or readers disagree about it.';
