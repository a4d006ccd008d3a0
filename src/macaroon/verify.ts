import { timingSafeEqual } from 'node:crypto';
import { deriveKey, signatureSteps } from './chain.js';
import { type Macaroon, SIGNATURE_BYTES } from './macaroon.js';

/**
 * How a macaroon's signature stands to a root key. `unsigned`: it is the signature before caveat `from` (1-based), so
 * that one and those after it were appended without signing. `truncated`: only its first `bytes` bytes are there, and
 * they match. `mismatch`: another key, or the identifier or a caveat was changed, which cannot be told apart.
 */
export type SignatureState =
  | { readonly state: 'valid' }
  | { readonly state: 'unsigned'; readonly from: number }
  | { readonly state: 'truncated'; readonly bytes: number }
  | { readonly state: 'mismatch' };

/** Whether a verifier with this key accepts a macaroon; if not, the state of its signature and every caveat not met. */
export type Verification =
  | { readonly verified: true }
  | { readonly verified: false; readonly signature: SignatureState; readonly unmet: readonly UnmetCaveat[] };

/** A caveat (1-based) that was not met: a first-party one for a reason, a third-party one for want of a discharge. */
export type UnmetCaveat =
  | { readonly party: 'first'; readonly caveat: number; readonly reason: string }
  | { readonly party: 'third'; readonly caveat: number };

/** Below this many bytes, a match could be chance; above it, bytes were lost. */
const TELLING_BYTES = 16;

/**
 * Compares a macaroon's signature with the one its root key makes, in constant time; looks at no caveat's meaning.
 * Never tells the expected signature: with it, anyone could forge the token.
 */
export function verifySignature(macaroon: Macaroon, rootKey: Uint8Array): SignatureState {
  return verifyWithDerivedKey(macaroon, deriveKey(rootKey));
}

/** As `verifySignature`, for a key that is derived already: to verify many macaroons, or those of issuers that derive none. */
export function verifyWithDerivedKey(macaroon: Macaroon, key: Uint8Array): SignatureState {
  return compareSignature(macaroon.signature, signatureSteps(key, macaroon));
}

/**
 * Compares a signature with those that a chain has after each step: `steps[0]` before any caveat, `steps[n]` after n. What
 * begins the chain may be a key or, to tell whether one macaroon comes from another, the other's signature.
 */
export function compareSignature(signature: Uint8Array, steps: readonly Uint8Array[]): SignatureState {
  const last = steps.length - 1;
  const step = steps.findLastIndex((expected) => isSignature(signature, expected));
  if (step === last) return { state: 'valid' };
  if (step >= 0) return { state: 'unsigned', from: step + 1 };
  const { length } = signature;
  const isShort = length >= TELLING_BYTES && length < SIGNATURE_BYTES;
  const begun = isShort && steps[last] !== undefined && isSignature(signature, steps[last].subarray(0, length));
  return begun ? { state: 'truncated', bytes: length } : { state: 'mismatch' };
}

/**
 * Verifies a macaroon as its issuer would: the signature, and every first-party caveat by `check`, which returns why it
 * is not met, or null where it is. A third-party caveat is not met: discharges are not looked at.
 */
export function verifyMacaroon(
  macaroon: Macaroon,
  rootKey: Uint8Array,
  check: (caveat: Uint8Array) => string | null,
): Verification {
  const signature = verifySignature(macaroon, rootKey);
  const unmet = macaroon.caveats.flatMap((caveat, index): UnmetCaveat[] => {
    if (caveat.party === 'third') return [{ party: 'third', caveat: index + 1 }];
    const reason = check(caveat.identifier);
    return reason === null ? [] : [{ party: 'first', caveat: index + 1, reason }];
  });
  return signature.state === 'valid' && unmet.length === 0 ? { verified: true } : { verified: false, signature, unmet };
}

/** Whether a signature is the one expected, in a time that tells nothing of where they differ. */
export function isSignature(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
