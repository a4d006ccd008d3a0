import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeHex } from '../../src/encoding/hex.js';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { attenuateMacaroon } from '../../src/macaroon/attenuate.js';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import { writeMacaroon } from '../../src/macaroon/encode.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { verifySignature } from '../../src/macaroon/verify.js';
import { importMacaroon, newMacaroon } from '../support/npm-macaroon.js';

const text = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 });
const rootKey = fc.uint8Array({ minLength: 1, maxLength: 70 });
const options = fc.record({ location: text, identifier: text, caveats: fc.array(text, { maxLength: 3 }), rootKey });

test('what is minted and narrowed here, npm macaroon accepts', () => {
  fc.assert(
    fc.property(options, text, fc.constantFrom('v1-json', 'v2-json'), (made, added, format) => {
      const macaroon = mintMacaroon({
        rootKey: made.rootKey,
        location: encodeUtf8(made.location),
        identifier: encodeUtf8(made.identifier),
        caveats: made.caveats.map((caveat) => ({ party: 'first', identifier: encodeUtf8(caveat) })),
      });
      const token = attenuateMacaroon(decodeMacaroon(writeMacaroon(macaroon, { format })), [encodeUtf8(added)]);
      const seen: string[] = [];
      importMacaroon(JSON.parse(token)).verify(made.rootKey, (caveat) => {
        seen.push(caveat);
        return null;
      });
      expect(seen).toEqual([...made.caveats, added]);
    }),
  );
});

test('what npm macaroon makes is read and verified here, third-party caveats included', () => {
  fc.assert(
    fc.property(options, text, fc.constantFrom(1 as const, 2 as const), (made, asked, version) => {
      const theirs = newMacaroon({ version, ...made });
      for (const caveat of made.caveats) theirs.addFirstPartyCaveat(caveat);
      theirs.addThirdPartyCaveat(encodeUtf8('caveat key'), asked, 'https://third.example');
      const { macaroon, format } = decodeMacaroon(JSON.stringify(theirs.exportJSON()));
      expect(format).toBe(`v${version}-json`);
      expect(encodeHex(macaroon.signature)).toBe(encodeHex(theirs.signature));
      expect(macaroon.caveats.at(-1)).toMatchObject({ party: 'third', location: encodeUtf8('https://third.example') });
      expect(verifySignature(macaroon, made.rootKey)).toEqual({ state: 'valid' });
    }),
    { numRuns: 30 },
  );
});
