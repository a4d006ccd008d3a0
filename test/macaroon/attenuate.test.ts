import { expect, test } from '@jest/globals';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { attenuateMacaroon } from '../../src/macaroon/attenuate.js';
import { decodeMacaroon, recoverMacaroon } from '../../src/macaroon/decode.js';
import { writeMacaroon } from '../../src/macaroon/encode.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { verifySignature } from '../../src/macaroon/verify.js';

const ROOT_KEY = encodeUtf8('secret');
const CAVEATS = [encodeUtf8('time < 1700000000000'), encodeUtf8('type = access')];

const MACAROON = mintMacaroon({
  rootKey: ROOT_KEY,
  location: encodeUtf8('example.org'),
  identifier: encodeUtf8('key'),
  caveats: [{ party: 'first', identifier: encodeUtf8('gen = 1') }],
});

const FORMS = [
  { format: 'v1', encoding: 'base64url', padded: false },
  { format: 'v1', encoding: 'base64', padded: true },
  { format: 'v1', encoding: 'hex', padded: false },
  { format: 'v2', encoding: 'base64url', padded: true },
  { format: 'v2', encoding: 'base64', padded: false },
  { format: 'v2', encoding: 'hex', padded: false },
] as const;

test.each(FORMS)(
  '$format as $encoding, padded $padded: the bytes before the signature stay, the rest is signed',
  (form) => {
    const reading = decodeMacaroon(writeMacaroon(MACAROON, form));
    const narrowed = decodeMacaroon(attenuateMacaroon(reading, CAVEATS));
    const kept = reading.bytes.length - (form.format === 'v1' ? 47 : 35);
    expect(narrowed.bytes.subarray(0, kept)).toEqual(reading.bytes.subarray(0, kept));
    expect(narrowed.macaroon.caveats.slice(1).map(({ identifier }) => identifier)).toEqual(CAVEATS);
    expect(verifySignature(narrowed.macaroon, ROOT_KEY)).toEqual({ state: 'valid' });
    expect(narrowed.encoding).toBe(form.encoding);
  },
);

test('no caveats: the same token', () => {
  const token = writeMacaroon(MACAROON, { format: 'v1', encoding: 'base64url' });
  expect(attenuateMacaroon(decodeMacaroon(token), [])).toBe(token);
});

test('a token that readers disagree about is not narrowed', () => {
  const token = writeMacaroon(MACAROON, { format: 'v1', encoding: 'base64url' });
  const reading = recoverMacaroon(`${token.slice(0, 8)} ${token.slice(8)}`);
  expect(() => attenuateMacaroon(reading, CAVEATS)).toThrow(
    expect.objectContaining({
      code: 'ERR_MACAROON_ANOMALOUS',
      exit: 3,
      message:
        'This macaroon is not well formed. 1 white-space character in the encoded token: some readers skip them, others refuse the token. (byte 8) Expected a character of the encoded token.',
      hint: 'Remove blanks and line ends, and the word "Bearer" if it was copied too.',
    }),
  );
});

test('a caveat that no V1 packet can hold', () => {
  const reading = decodeMacaroon(writeMacaroon(MACAROON, { format: 'v1', encoding: 'base64url' }));
  expect(decodeMacaroon(attenuateMacaroon(reading, [new Uint8Array(65526)])).macaroon.caveats).toHaveLength(2);
  expect(() => attenuateMacaroon(reading, [new Uint8Array(65527)])).toThrow(
    expect.objectContaining({
      code: 'ERR_MACAROON_TOO_LONG',
      exit: 2,
      message: 'The cid is 65527 bytes long; a version 1 macaroon holds at most 65526 bytes there.',
    }),
  );
});
