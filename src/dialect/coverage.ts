import { timingSafeEqual } from 'node:crypto';
import { deriveKey, signatureSteps } from '../macaroon/chain.js';
import type { Macaroon } from '../macaroon/macaroon.js';

/**
 * Which caveats a macaroon's signature covers.
 * - `skipped`: no key was given, so nobody checked
 * - `appended`: it covers the first `signed` caveats; the rest was put in without signing
 * - `invalid`: it matches no step of the chain: another key, or something was changed
 */
export type Coverage =
  | { readonly state: 'skipped' | 'valid' | 'invalid' }
  | { readonly state: 'appended'; readonly signed: number };

/** Finds the step of the signature chain that a macaroon's signature matches. `rootKey` is the issuer's secret as configured. */
export function coverageOf(macaroon: Macaroon, rootKey: Uint8Array | undefined): Coverage {
  if (rootKey === undefined) return { state: 'skipped' };
  const steps = signatureSteps(deriveKey(rootKey), macaroon);
  const signed = steps.findLastIndex(
    (step) => step.length === macaroon.signature.length && timingSafeEqual(step, macaroon.signature),
  );
  if (signed === -1) return { state: 'invalid' };
  return signed === macaroon.caveats.length ? { state: 'valid' } : { state: 'appended', signed };
}
