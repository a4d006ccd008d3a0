import { continueSteps } from './chain.js';
import { type Caveat, type Macaroon, SIGNATURE_BYTES } from './macaroon.js';
import { compareSignature, type SignatureState } from './verify.js';

/** One of the two macaroons compared. */
export type Side = 'a' | 'b';

/**
 * How two macaroons stand to each other.
 * - `identical`: the same identifier, caveats and signature; location and wire format may differ
 * - `descends`: the chain of the one, continued over the caveats that `descendant` has besides, gives its signature
 * - `refuted`: the caveats of `descendant` go on from the other's (or are the same), and its signature does not
 * - `siblings`: the same identifier, and each has a caveat where the other has a different one
 * - `unrelated`: other identifiers
 */
export type Relation =
  | { readonly kind: 'identical' | 'siblings' | 'unrelated' }
  | { readonly kind: 'descends'; readonly descendant: Side }
  | { readonly kind: 'refuted'; readonly descendant: Side; readonly signature: Refutation };

/** How a signature stands to the chain that it should end, where it does not end it; `from` counts the descendant's caveats. */
export type Refutation = Exclude<SignatureState, { readonly state: 'valid' }>;

export interface Descent {
  readonly relation: Relation;
  /** How many caveats both begin with. */
  readonly common: number;
}

/**
 * Finds out whether one macaroon was made from the other by adding caveats, and proves it without any key: whoever adds a
 * caveat signs it with the signature there was. Does not say whether either is valid: that takes the root key. That
 * `siblings` come from one macaroon cannot be told without a key. A damaged signature proves nothing. Pure; never throws.
 */
export function traceDescent(a: Macaroon, b: Macaroon): Descent {
  if (!equal(a.identifier, b.identifier)) return { relation: { kind: 'unrelated' }, common: 0 };
  const common = countCommon(a.caveats, b.caveats);
  if (common < Math.min(a.caveats.length, b.caveats.length)) return { relation: { kind: 'siblings' }, common };
  if (a.caveats.length !== b.caveats.length) {
    const descendant = a.caveats.length < b.caveats.length ? 'b' : 'a';
    return { relation: descendant === 'b' ? compare(a, b, 'b') : compare(b, a, 'a'), common };
  }
  if (equal(a.signature, b.signature)) return { relation: { kind: 'identical' }, common };
  return { relation: a.signature.length < b.signature.length ? compare(b, a, 'a') : compare(a, b, 'b'), common };
}

/** Whether two caveats are the same to the chain: a location is not signed, so it does not count. */
export function isSameCaveat(a: Caveat, b: Caveat): boolean {
  if (!equal(a.identifier, b.identifier)) return false;
  if (a.party === 'first' || b.party === 'first') return a.party === b.party;
  return equal(a.verificationId, b.verificationId);
}

function compare(ancestor: Macaroon, other: Macaroon, descendant: Side): Relation {
  if (ancestor.signature.length !== SIGNATURE_BYTES) {
    return { kind: 'refuted', descendant, signature: { state: 'mismatch' } };
  }
  const { length } = ancestor.caveats;
  const signature = compareSignature(other.signature, continueSteps(ancestor.signature, other.caveats.slice(length)));
  switch (signature.state) {
    case 'valid':
      return { kind: 'descends', descendant };
    case 'unsigned':
      return { kind: 'refuted', descendant, signature: { state: 'unsigned', from: length + signature.from } };
    default:
      return { kind: 'refuted', descendant, signature };
  }
}

function countCommon(a: readonly Caveat[], b: readonly Caveat[]): number {
  const part = a.findIndex((caveat, at) => {
    const other = b[at];
    return other === undefined || !isSameCaveat(caveat, other);
  });
  return part === -1 ? a.length : part;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
