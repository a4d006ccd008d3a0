import { describe, expect, test } from '@jest/globals';
import { encodeHex } from '../../src/encoding/hex.js';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { attenuateMacaroon } from '../../src/macaroon/attenuate.js';
import { decodeMacaroon, decodeMacaroonBytes, recoverMacaroon } from '../../src/macaroon/decode.js';
import { encodeMacaroon, writeMacaroon } from '../../src/macaroon/encode.js';
import type { Caveat } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { verifySignature } from '../../src/macaroon/verify.js';
import { failsWith } from '../support/fails-with.js';

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

describe('JSON: only the list of caveats and the signature change', () => {
  const { signature } = mintMacaroon({ ...MACAROON, rootKey: ROOT_KEY, caveats: [] });
  const [hex, base64] = [encodeHex(signature), Buffer.from(signature).toString('base64')];
  const a: Caveat = { party: 'first', identifier: encodeUtf8('a') };
  const hexOfOne = encodeHex(mintMacaroon({ ...MACAROON, rootKey: ROOT_KEY, caveats: [a] }).signature);

  test.each([
    [
      'V1, as it is laid out',
      `{ "identifier": "k\\u0065y",\t"caveats": [ ], "signature": "${hex}", "location": "example\\/org" }`,
      `{ "identifier": "k\\u0065y",\t"caveats": [ {"cid":"é = 1"},{"cid":"b"}], "signature": "HEX", "location": "example\\/org" }`,
    ],
    [
      'V1, with a caveat',
      `{"identifier":"key","caveats":[{"cid":"a"}],"signature":"${hexOfOne}"}`,
      '{"identifier":"key","caveats":[{"cid":"a"},{"cid":"é = 1"},{"cid":"b"}],"signature":"HEX"}',
    ],
    [
      'V1, without a list',
      `{"identifier":"key","signature":"${hex}"}`,
      '{"caveats":[{"cid":"é = 1"},{"cid":"b"}],"identifier":"key","signature":"HEX"}',
    ],
    [
      'V1, with null for a list',
      `{"identifier":"key","caveats":null,"signature":"${hex}"}`,
      '{"identifier":"key","caveats":[{"cid":"é = 1"},{"cid":"b"}],"signature":"HEX"}',
    ],
    [
      'V2, signature first, in padded standard base64',
      `{"s64":"${base64}","i64":"a2V5","c":[],"v":2}`,
      '{"s64":"BASE64","i64":"a2V5","c":[{"i":"é = 1"},{"i":"b"}],"v":2}',
    ],
  ])('%s', (_, token, expected) => {
    const narrowed = attenuateMacaroon(decodeMacaroon(token), [encodeUtf8('é = 1'), encodeUtf8('b')]);
    const { macaroon } = decodeMacaroon(narrowed);
    const written = Buffer.from(macaroon.signature);
    expect(narrowed.replace(written.toString('hex'), 'HEX').replace(written.toString('base64'), 'BASE64')).toBe(
      expected,
    );
    expect(verifySignature(macaroon, ROOT_KEY)).toEqual({ state: 'valid' });
  });

  test('bytes that V1 JSON cannot hold', () => {
    const reading = decodeMacaroon(`{"identifier":"key","signature":"${hex}"}`);
    failsWith(
      () => attenuateMacaroon(reading, [Uint8Array.of(0xff)]),
      'ERR_MACAROON_NOT_UTF8',
      'The cid is not UTF-8, so version 1 JSON cannot hold it.',
    );
  });

  test('bytes that are no text, in V2 JSON', () => {
    const reading = decodeMacaroon(`{"v":2,"i":"key","c":[],"s64":"${base64}"}`);
    expect(attenuateMacaroon(reading, [Uint8Array.of(0xff)])).toContain('"c":[{"i64":"_w"}]');
  });
});

test('a file of raw bytes is narrowed to url-safe base64', () => {
  const reading = decodeMacaroonBytes(encodeMacaroon(MACAROON, 'v2'));
  const narrowed = decodeMacaroon(attenuateMacaroon(reading, CAVEATS));
  expect([reading.encoding, narrowed.encoding, narrowed.format]).toEqual(['binary', 'base64url', 'v2']);
  expect(verifySignature(narrowed.macaroon, ROOT_KEY)).toEqual({ state: 'valid' });
});
