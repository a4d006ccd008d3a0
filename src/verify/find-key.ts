import { coverageOf } from '../dialect/coverage.js';
import type { ChainKey } from '../key/chain-keys.js';
import type { Macaroon } from '../macaroon/macaroon.js';
import { verifyWithDerivedKey } from '../macaroon/verify.js';

/**
 * Finds the key that signed a macaroon: one that its signature matches, or that it matches but for caveats put in without signing, or
 * for lost bytes. Caveats spliced into the middle are looked for with the keys as they were given alone: that search is long.
 * `suspects` are the caveats that a verifier might skip.
 */
export function findKey(
  macaroon: Macaroon,
  keys: readonly ChainKey[],
  suspects: () => readonly number[],
): ChainKey | undefined {
  const whole = keys.find(({ bytes }) => verifyWithDerivedKey(macaroon, bytes).state !== 'mismatch');
  if (whole !== undefined) return whole;
  const skipped = suspects();
  return keys.find(
    ({ mistake, bytes }) => mistake === null && coverageOf(macaroon, bytes, skipped).state !== 'mismatch',
  );
}
