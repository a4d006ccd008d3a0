import fc from 'fast-check';
import { continueSteps } from '../../src/macaroon/chain.js';
import type { Caveat, Macaroon } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 12 });

/** Any caveat, of a first or a third party. What is sealed in the latter does not matter to the chain. */
export const anyCaveat: fc.Arbitrary<Caveat> = fc.oneof(
  fc.record({ party: fc.constant('first' as const), identifier: bytes }),
  fc.record({
    party: fc.constant('third' as const),
    identifier: bytes,
    verificationId: fc.uint8Array({ minLength: 72, maxLength: 72 }),
    location: bytes,
  }),
);

/** A macaroon of any key, content and length. */
export const anyMacaroon: fc.Arbitrary<Macaroon> = fc
  .record({ rootKey: bytes, location: bytes, identifier: bytes, caveats: fc.array(anyCaveat, { maxLength: 6 }) })
  .map(mintMacaroon);

/** The macaroon with further caveats, signed as whoever holds it can: without its key. */
export function extend(macaroon: Macaroon, added: readonly Caveat[]): Macaroon {
  const signature = continueSteps(macaroon.signature, added).at(-1) ?? macaroon.signature;
  return { ...macaroon, caveats: [...macaroon.caveats, ...added], signature };
}

/** The macaroon with one bit of its signature turned over. */
export function flipSignatureBit(macaroon: Macaroon, bit: number): Macaroon {
  const signature = Uint8Array.from(macaroon.signature);
  const at = Math.floor(bit / 8) % signature.length;
  signature[at] = (signature[at] ?? 0) ^ (1 << (bit % 8));
  return { ...macaroon, signature };
}
