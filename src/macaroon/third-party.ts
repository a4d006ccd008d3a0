import { createRequire } from 'node:module';
import type { ThirdPartyCaveat } from './macaroon.js';

/** Opens a sealed caveat root key with the running signature before the caveat; undefined where it was not sealed with that. */
export type OpenCaveatKey = (caveat: ThirdPartyCaveat, signature: Uint8Array) => Uint8Array | undefined;

/** The part of TweetNaCl that opens a box. */
interface TweetNacl {
  readonly secretbox: {
    readonly nonceLength: number;
    readonly keyLength: number;
    readonly open: (box: Uint8Array, nonce: Uint8Array, key: Uint8Array) => Uint8Array | null;
  };
}

/**
 * Loads what opens caveat root keys: the NaCl secret box of npm `macaroon`, which does not export it. What comes out is the key of the
 * discharge's chain: it is derived before it is sealed (libmacaroons `macaroon_add_third_party_caveat`).
 */
export function loadOpenCaveatKey(): OpenCaveatKey {
  const library = createRequire(import.meta.url).resolve('macaroon');
  const { secretbox }: TweetNacl = createRequire(library)('tweetnacl');
  return ({ verificationId }, signature) => {
    if (verificationId.length <= secretbox.nonceLength || signature.length !== secretbox.keyLength) return undefined;
    const nonce = Uint8Array.from(verificationId.subarray(0, secretbox.nonceLength));
    const box = Uint8Array.from(verificationId.subarray(secretbox.nonceLength));
    return secretbox.open(box, nonce, Uint8Array.from(signature)) ?? undefined;
  };
}
