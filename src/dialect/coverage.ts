import { signCaveat, signIdentifier } from '../macaroon/chain.js';
import type { Macaroon } from '../macaroon/macaroon.js';
import { isSignature, verifyWithDerivedKey } from '../macaroon/verify.js';

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
 * `suspects` (caveats a verifier might skip), or where they stand in one row. `key` is the key of the chain.
 */
export function coverageOf(macaroon: Macaroon, key: Uint8Array | undefined, suspects: readonly number[]): Coverage {
  if (key === undefined) return { state: 'skipped' };
  const coverage = coverageToEnd(macaroon, key);
  return coverage.state === 'mismatch' ? (findUnsigned(macaroon, key, suspects) ?? coverage) : coverage;
}

/** The same, but finds unsigned caveats at the end alone: one walk along the chain. */
export function coverageToEnd(macaroon: Macaroon, key: Uint8Array): Coverage {
  const whole = verifyWithDerivedKey(macaroon, key);
  if (whole.state !== 'unsigned') return whole;
  return { state: 'unsigned', caveats: range(whole.from, macaroon.caveats.length) };
}

/** Looks for unsigned caveats that are followed by signed ones: a long search. */
export function findUnsigned(macaroon: Macaroon, key: Uint8Array, suspects: readonly number[]): Coverage | undefined {
  const caveats = isSignedWithout(macaroon, key, suspects) ? suspects : findUnsignedRow(macaroon, key);
  return caveats === undefined ? undefined : { state: 'unsigned', caveats };
}

function isSignedWithout(macaroon: Macaroon, key: Uint8Array, leftOut: readonly number[]): boolean {
  if (leftOut.length === 0) return false;
  const missing = new Set(leftOut);
  const caveats = macaroon.caveats.filter((_, position) => !missing.has(position + 1));
  return verifyWithDerivedKey({ ...macaroon, caveats }, key).state === 'valid';
}

/** Leaves out every row of neighbouring caveats, those that begin first first, going on from the signature before the row. */
function findUnsignedRow({ identifier, caveats, signature }: Macaroon, key: Uint8Array): number[] | undefined {
  if (caveats.length > MOST_CAVEATS) return undefined;
  let before = signIdentifier(key, identifier);
  for (const [from, first] of caveats.entries()) {
    for (let to = from + 1; to < caveats.length; to++) {
      if (isSignature(signature, caveats.slice(to).reduce(signCaveat, before))) return range(from + 1, to);
    }
    before = signCaveat(before, first);
  }
  return undefined;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, position) => from + position);
}
