import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { attenuateMacaroon } from '../../src/macaroon/attenuate.js';
import { decodeMacaroon } from '../../src/macaroon/decode.js';

/** The token with these caveats appended and signed, as whoever holds it can do. */
export function narrow(token: string, ...caveats: string[]): string {
  return attenuateMacaroon(decodeMacaroon(token), caveats.map(encodeUtf8));
}
