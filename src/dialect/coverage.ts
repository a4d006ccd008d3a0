import { deriveKey } from '../macaroon/chain.js';
import type { Macaroon } from '../macaroon/macaroon.js';
import { verifyWithDerivedKey } from '../macaroon/verify.js';

/**
 * Which caveats a macaroon's signature covers.
 * - `skipped`: no key was given, so nobody checked
 * - `unsigned`: it covers all but the `caveats` named, from 1, which were put in without signing
 * - `truncated`: only its first `bytes` bytes are there, and they match
 * - `mismatch`: another key, or something was changed
 */
export type Coverage =
  | { readonly state: 'skipped' | 'valid' | 'mismatch' }
  | { readonly state: 'unsigned'; readonly caveats: readonly number[] }
  | { readonly state: 'truncated'; readonly bytes: number };

/** With more caveats than this, only the likely places for an unsigned one are tried: the search is cubic. */
const MOST_CAVEATS = 32;

/**
 * Finds out which caveats a macaroon's signature covers. Unsigned ones are found at the end, where they are exactly the
 * `suspects` (caveats a verifier might skip), or where they stand in one row. `rootKey` is the issuer's secret as configured.
 */
export function coverageOf(macaroon: Macaroon, rootKey: Uint8Array | undefined, suspects: readonly number[]): Coverage {
  if (rootKey === undefined) return { state: 'skipped' };
  const key = deriveKey(rootKey);
  const whole = verifyWithDerivedKey(macaroon, key);
  if (whole.state === 'unsigned') return { state: 'unsigned', caveats: range(whole.from, macaroon.caveats.length) };
  if (whole.state !== 'mismatch') return whole;
  const caveats = [suspects, ...rows(macaroon.caveats.length)].find((candidates) =>
    isSignedWithout(macaroon, key, candidates),
  );
  return caveats === undefined ? whole : { state: 'unsigned', caveats };
}

function isSignedWithout(macaroon: Macaroon, key: Uint8Array, leftOut: readonly number[]): boolean {
  if (leftOut.length === 0) return false;
  const caveats = macaroon.caveats.filter((_, position) => !leftOut.includes(position + 1));
  return verifyWithDerivedKey({ ...macaroon, caveats }, key).state === 'valid';
}

/** Every row of neighbouring caveats, the shortest first. */
function* rows(count: number): Generator<readonly number[]> {
  if (count > MOST_CAVEATS) return;
  for (let length = 1; length < count; length++) {
    for (let from = 1; from + length <= count; from++) yield range(from, from + length - 1);
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, position) => from + position);
}
