import type { KeyFindingCode, KeySource } from '../wording/keys.js';

/**
 * A key that may have signed a token, and where it comes from. `standing`:
 * - `given`: someone says that it is the server's
 * - `in-force`: the configuration makes the server use it
 * - `past`: the configuration holds it, but the server would not use it now; it, or an older release, may have
 */
export interface RootKey {
  readonly source: KeySource;
  /** Which of several of that source, from 1; 0 where there is one. */
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly standing: 'given' | 'in-force' | 'past';
}

/** Every key to try, in order, and what was odd about where they come from. */
export interface RootKeys {
  readonly keys: readonly RootKey[];
  /** What the configuration makes the server use, even where it could not be read; null where no configuration was given. */
  readonly inForce: KeySource | null;
  readonly findings: readonly KeyFinding[];
}

/** Something odd about a key's source. Holds no key, and no text from the source. */
export interface KeyFinding {
  readonly code: KeyFindingCode;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly fix?: string;
}

export type { KeySource } from '../wording/keys.js';
