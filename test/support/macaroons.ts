import type { Caveat, Macaroon } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';

export const ROOT_KEY = Buffer.from('throwaway key');

export function firstParty(text: string): Caveat {
  return { party: 'first', identifier: Buffer.from(text) };
}

/** A macaroon with these first-party caveats, signed with `ROOT_KEY`. */
export function mintTexts(...texts: readonly string[]): Macaroon {
  return mintCaveats(texts.map(firstParty));
}

export function mintCaveats(caveats: readonly Caveat[]): Macaroon {
  return mintMacaroon({
    rootKey: ROOT_KEY,
    location: Buffer.from('hs.test'),
    identifier: Buffer.from('key'),
    caveats,
  });
}

/** Puts a caveat in at `index` (from 1) without signing it. */
export function splice(macaroon: Macaroon, index: number, text: string): Macaroon {
  return { ...macaroon, caveats: macaroon.caveats.toSpliced(index - 1, 0, firstParty(text)) };
}
