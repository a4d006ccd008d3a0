import { deriveKey, signatureSteps } from './chain.js';
import type { Caveat, Macaroon } from './macaroon.js';

/** What a new macaroon is made of. `rootKey` is the issuer's secret as configured; the chain's key is derived from it. */
export interface MintOptions {
  readonly version?: 1 | 2;
  readonly rootKey: Uint8Array;
  readonly location: Uint8Array;
  readonly identifier: Uint8Array;
  readonly caveats: readonly Caveat[];
}

/** Makes a signed macaroon; does not encode it (see `encode-v1` and its neighbours). */
export function mintMacaroon({ version = 1, rootKey, location, identifier, caveats }: MintOptions): Macaroon {
  const signature = signatureSteps(deriveKey(rootKey), { identifier, caveats }).at(-1) ?? new Uint8Array();
  return { version, location, identifier, caveats, signature };
}
