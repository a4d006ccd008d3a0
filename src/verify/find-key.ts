import { type Coverage, coverageToEnd, findUnsigned } from '../dialect/coverage.js';
import type { ChainKey } from '../key/chain-keys.js';
import type { Macaroon } from '../macaroon/macaroon.js';

/** The key that explains a signature, and what of the macaroon it covers. */
export interface KeyMatch {
  readonly key: ChainKey | null;
  readonly coverage: Coverage;
}

/**
 * Finds the key that signed a macaroon: one that its signature matches, or that it matches but for caveats put in without signing, or
 * for lost bytes. Caveats spliced into the middle are looked for with the keys as they were given alone: that search is long.
 * `suspects` are the caveats that a verifier might skip.
 */
export function findKey(macaroon: Macaroon, keys: readonly ChainKey[], suspects: () => readonly number[]): KeyMatch {
  if (keys.length === 0) return { key: null, coverage: { state: 'skipped' } };
  for (const key of keys) {
    const coverage = coverageToEnd(macaroon, key.bytes);
    if (coverage.state !== 'mismatch') return { key, coverage };
  }
  const skipped = suspects();
  for (const key of keys.filter(({ mistake }) => mistake === null)) {
    const coverage = findUnsigned(macaroon, key.bytes, skipped);
    if (coverage !== undefined) return { key, coverage };
  }
  return { key: null, coverage: { state: 'mismatch' } };
}
