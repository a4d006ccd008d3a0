import { createRequire } from 'node:module';
import { encodeBase64 } from '../encoding/base64.js';
import type { Macaroon, ThirdPartyCaveat } from './macaroon.js';

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

/** Loads a library when it is first needed, in place: what is here is called in the middle of pure work. */
const require = createRequire(import.meta.url);

/**
 * Loads what opens caveat root keys: NaCl's secret box, which npm `macaroon` seals them with and does not export. What comes out is the key of
 * the discharge's chain: it is derived before it is sealed (libmacaroons `macaroon_add_third_party_caveat`).
 */
export function loadOpenCaveatKey(): OpenCaveatKey {
  const { secretbox }: TweetNacl = require('tweetnacl');
  return ({ verificationId }, signature) => {
    if (verificationId.length <= secretbox.nonceLength || signature.length !== secretbox.keyLength) return undefined;
    const nonce = Uint8Array.from(verificationId.subarray(0, secretbox.nonceLength));
    const box = Uint8Array.from(verificationId.subarray(secretbox.nonceLength));
    return secretbox.open(box, nonce, Uint8Array.from(signature)) ?? undefined;
  };
}

/** What a caveat asks of a third party, and the key that the third party signs its answer with. */
export interface ThirdPartyDemand {
  readonly location: Uint8Array;
  /** What the third party is told: it must let it find the key, and what to check. */
  readonly identifier: Uint8Array;
  readonly key: Uint8Array;
}

/** The part of npm `macaroon` that makes third-party caveats and binds discharges. It has no types of its own. */
interface NpmMacaroon {
  readonly signature: Uint8Array;
  readonly caveats: ReadonlyArray<{ readonly vid?: Uint8Array }>;
  addThirdPartyCaveat(rootKey: Uint8Array, caveat: Uint8Array, location: string): void;
  bindToRoot(rootSignature: Uint8Array): void;
}

/**
 * Makes a third-party caveat for a macaroon that has this signature: seals the caveat key with it, so that its issuer alone can
 * open it. The nonce is random. Does not add it. The work is npm `macaroon`'s, loaded when this is called.
 */
export function sealThirdPartyCaveat(
  { location, identifier, key }: ThirdPartyDemand,
  signature: Uint8Array,
): ThirdPartyCaveat {
  const macaroon = importWithSignature(signature);
  macaroon.addThirdPartyCaveat(Uint8Array.from(key), Uint8Array.from(identifier), '');
  const vid = macaroon.caveats[0]?.vid;
  if (vid === undefined) throw new TypeError('a third-party caveat has a verification id');
  return { party: 'third', identifier, verificationId: Uint8Array.from(vid), location };
}

/**
 * Binds a discharge to the macaroon it is to be sent with: its signature becomes good for that one alone. All discharges of a request are bound to
 * its first macaroon, those of discharges too. Does not look whether the discharge is for it. The work is npm `macaroon`'s.
 */
export function bindDischarge(discharge: Macaroon, root: Macaroon): Macaroon {
  const macaroon = importWithSignature(discharge.signature);
  macaroon.bindToRoot(Uint8Array.from(root.signature));
  return { ...discharge, signature: Uint8Array.from(macaroon.signature) };
}

/** To npm `macaroon`, what there is before the signature matters to nothing done here; so it sees nothing of the token, and can spoil none of it. */
function importWithSignature(signature: Uint8Array): NpmMacaroon {
  const require = createRequire(import.meta.url);
  const library: { importMacaroon(json: object): NpmMacaroon } = require('macaroon');
  const s64 = encodeBase64(signature, { alphabet: 'url', padded: false });
  return library.importMacaroon({ v: 2, i: 'any', c: [], s64 });
}
