import { createHmac } from 'node:crypto';
import type { Caveat, Macaroon } from './macaroon.js';

const KEY_GENERATOR = 'macaroons-key-generator';
const BIND_KEY = new Uint8Array(32);

function hmac(key: Uint8Array | string, data: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update(data).digest();
}

/** HMAC over the HMACs of two values, the verification id first (libmacaroons `macaroon_hash2`). */
function hmacPair(key: Uint8Array, first: Uint8Array, second: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update(hmac(key, first)).update(hmac(key, second)).digest();
}

/** Derives the key of the chain from a root key: HMAC-SHA256 keyed with "macaroons-key-generator" (libmacaroons `generate_derived_key`). */
export function deriveKey(rootKey: Uint8Array): Uint8Array {
  return hmac(KEY_GENERATOR, rootKey);
}

/** The signature before any caveat. `key` is the derived key, not the root key. */
export function signIdentifier(key: Uint8Array, identifier: Uint8Array): Uint8Array {
  return hmac(key, identifier);
}

/** The signature after one more caveat. Needs no key: this is what makes a macaroon attenuable by whoever holds it. */
export function signCaveat(signature: Uint8Array, caveat: Caveat): Uint8Array {
  return caveat.party === 'first'
    ? hmac(signature, caveat.identifier)
    : hmacPair(signature, caveat.verificationId, caveat.identifier);
}

/**
 * The signature after the identifier and after each caveat, in order: `steps[0]` has no caveat, `steps[n]` has n.
 * Computes; does not compare with the macaroon's own signature. `key` is the derived key.
 */
export function signatureSteps(key: Uint8Array, macaroon: Pick<Macaroon, 'identifier' | 'caveats'>): Uint8Array[] {
  return continueSteps(signIdentifier(key, macaroon.identifier), macaroon.caveats);
}

/** The signatures that a chain goes on with from one that it has reached, after each caveat in order; that one first. */
export function continueSteps(reached: Uint8Array, caveats: readonly Caveat[]): Uint8Array[] {
  let signature = reached;
  const steps = [signature];
  for (const caveat of caveats) {
    signature = signCaveat(signature, caveat);
    steps.push(signature);
  }
  return steps;
}

/** The signature of a discharge macaroon bound to its root, so that it is of no use with another (`prepare_for_request`). */
export function bindSignature(rootSignature: Uint8Array, dischargeSignature: Uint8Array): Uint8Array {
  return hmacPair(BIND_KEY, rootSignature, dischargeSignature);
}
