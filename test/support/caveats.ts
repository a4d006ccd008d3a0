import { type ReadCaveat, readCaveatText } from '../../src/caveat/read.js';

/** Caveat texts as the caveats of one macaroon. */
export function readTexts(...texts: readonly string[]): ReadCaveat[] {
  return texts.map((text, position) => readCaveatText(text, position + 1));
}
