import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { writeMacaroon } from '../../src/macaroon/encode.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';

/** A V1 macaroon at `localhost` with the identifier `id` and the root key `key`, as a token. */
export function mint(...caveats: readonly (string | Uint8Array)[]): string {
  const macaroon = mintMacaroon({
    rootKey: encodeUtf8('key'),
    location: encodeUtf8('localhost'),
    identifier: encodeUtf8('id'),
    caveats: caveats.map((caveat) => ({
      party: 'first',
      identifier: typeof caveat === 'string' ? encodeUtf8(caveat) : caveat,
    })),
  });
  return writeMacaroon(macaroon, { format: 'v1', encoding: 'base64url' });
}
